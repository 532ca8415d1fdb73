import type { MannerName, Zoo } from '../engine/testing/index.ts';

/** What a load generator says of a server that behaves in one manner half of the time, and well the other half. */
export interface Account {
  /** Requests that the server received. */
  readonly sent: number;
  /** Answers that the generator counts, whatever their status. */
  readonly answered: number;
  /** Failures without an answer that it counts, timeouts among them. */
  readonly errors: number;
  /** Answers that it counts as good though they are another request's. */
  readonly strangers: number;
}

export type Told = Omit<Account, 'sent'>;

export interface Peer {
  readonly name: string;
  /** Undefined: it came down. Sends to `/manner/…` and `/ok/…` in turn or mixed, on few connections that it keeps, for about a second. */
  drive(zoo: Pick<Zoo, 'address'>, manner: MannerName): Promise<Told | undefined>;
}

/** What a generator is asked at most to wait for one answer. */
export const PATIENCE_SECONDS = 1;

/** Requests of which nobody knows what became: sent, and neither answered nor failed. Below 0: failures without a request. */
export function unaccounted({ sent, answered, errors }: Account): number {
  return sent - answered - errors;
}

/** Is this the answer to the request with that mark? A body without a mark tells nothing. */
export function isStranger(body: string, mark: string): boolean {
  const found = /"mark":"([^"]*)"/.exec(body)?.[1];
  return found !== undefined && found !== mark;
}
