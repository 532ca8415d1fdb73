import { FAILURES, type Ledger, NEVER, OUTCOMES } from '../../../traffic/ledger/index.ts';

export const OK = OUTCOMES.indexOf('ok');
export const FAILED = OUTCOMES.indexOf('failed');
export const UNKNOWN = OUTCOMES.indexOf('unknown');
export const NOT_SENT = OUTCOMES.indexOf('not-sent');
export const STOPPED = FAILURES.indexOf('stopped');
export const STATUS = FAILURES.indexOf('status');
/** An answer came whole, but not the one that was due. */
const WHOLE = new Set([
  STATUS,
  ...(['content', 'schema', 'length', 'checksum'] as const).map((name) => FAILURES.indexOf(name)),
]);

/** When a request began: the moment of sending, or of the intention where it was never sent. */
export function begun(ledger: Ledger, row: number): number {
  const sent = ledger.sent[row]!;
  return ledger.intended[row]! + (sent === NEVER ? 0 : sent);
}

export function wasSent(ledger: Ledger, row: number): boolean {
  return ledger.sent[row] !== NEVER;
}

/** Infinity: it never ended. */
export function ended(ledger: Ledger, row: number): number {
  const end = ledger.end[row]!;
  return end === NEVER ? Number.POSITIVE_INFINITY : ledger.intended[row]! + end;
}

/** A user got no good answer. What was given up because the run ended says nothing about the service. */
export function isFault(ledger: Ledger, row: number): boolean {
  const outcome = ledger.outcome[row];
  return (outcome === FAILED || outcome === UNKNOWN) && ledger.failure[row] !== STOPPED;
}

export function isWhole(ledger: Ledger, row: number): boolean {
  return ledger.outcome[row] === OK || WHOLE.has(ledger.failure[row]!);
}
