/**
 * Messages between processes, kept in a database file that all nodes share, so that what was accepted outlives whoever
 * should have read it. A message has a version: a reader that is too old for it refuses it, and the sender is told.
 */
export interface Message {
  readonly id: number;
  readonly topic: string;
  readonly method: string;
  /** `major.minor` of the interface that the sender speaks. */
  readonly version: string;
  readonly payload: unknown;
}

export interface MessageBus extends Disposable {
  /** Fire and forget: accepted when it returns. A topic with a host (`compute.node1`) is for that host alone. */
  cast(topic: string, method: string, version: string, payload: unknown): void;
  /** Waits for the answer; rejects with what the reader threw (code `unsupported-version`, …) or after the limit. */
  call(topic: string, method: string, version: string, payload: unknown, limitMs: number): Promise<unknown>;
  /**
   * Handles messages of a topic one after the other (`lanes` at once) until stopped. A message whose reader died is given
   * to another after its lease. `stop` takes no more, lets the ones in hand end.
   */
  serve(
    topic: string,
    handle: (message: Message) => Promise<unknown>,
    options?: { lanes?: number },
  ): { stop(): Promise<void> };
}
