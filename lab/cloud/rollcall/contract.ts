/** Heartbeats of processes without an API: what service lists and agent lists are made of. */
export interface Report {
  readonly binary: string;
  readonly host: string;
  /** Internal number that grows with each release; what `upgrade_levels = auto` looks at. */
  readonly level: number;
  readonly release: string;
  readonly disabled: boolean;
  readonly disabledReason: string | null;
  /** ms since 1970. */
  readonly startedAt: number;
  readonly seenAt: number;
  readonly up: boolean;
}

export interface Rollcall extends Disposable {
  /** Reports now and then every second until disposed. */
  report(what: { binary: string; host: string; level: number; release: string }): Disposable;
  list(): readonly Report[];
  disable(binary: string, host: string, reason: string | null): void;
  enable(binary: string, host: string): void;
  /** The lowest level of a binary among all that were ever seen and are not deleted, up or down. */
  lowestLevel(binary: string): number | undefined;
}
