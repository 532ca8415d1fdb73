import type { Measured } from '../../operations/index.ts';

/** What a request needs of whatever carries it. */
export interface Link {
  /** Of the connection, over all lanes and targets; several requests of one HTTP/2 connection share it. */
  readonly id: number;
  /** Requests begun on the connection. */
  readonly turn: number;
  /** May it be used for another request when this one is done? */
  readonly open: boolean;
  /** Does the connection stand already? */
  readonly standing: boolean;
  /** When it last became idle, in the owner's time. */
  idleSince: number;
  /** Reserves it for a request. `onConnected` is called at once when it stands already. */
  take(waiter: Waiter): void;
  send(request: string, method: string, captures: boolean): void;
  /** Gives up what is on it, without another word to the waiter. */
  destroy(): void;
}

/** A link whose request and answer can be taken piece by piece. */
export interface Carrier extends Link {
  /** Is called with each piece of the answer's body; what it is given is only good until it returns. */
  set onBody(onBody: ((piece: Buffer) => void) | undefined);
  /** Bytes that were sent and written, and that the system has not taken yet. */
  readonly unsent: number;
  /** More of the request's body, after a `send` whose text did not have all of it. */
  write(piece: Buffer): void;
  /** Takes nothing until it is resumed: the peer feels it. */
  pause(): void;
  resume(): void;
}

/** Who waits for something on a link. */
export interface Waiter {
  onConnected(): void;
  onFirstByte(): void;
  /** The answer is complete and can be read until this returns. */
  onAnswer(answer: Received): void;
  onLoss(loss: Loss): void;
}

/** A complete answer. */
export interface Received {
  readonly status: number;
  /** Head included. */
  readonly bytes: number;
  /** By its name in lower case. */
  header(name: string): string | undefined;
  /** The body's text; empty when it was longer than what is kept, for half a text proves nothing. */
  body(): string;
  /** Where the link was asked to measure it. */
  readonly measured?: Measured | undefined;
}

/** How an answer failed to come, as the connection saw it. */
export type Loss = 'refused' | 'connect-error' | 'tls' | 'local' | 'reset' | 'closed' | 'cut' | 'garbage';
