import { FAILURES, type Ledger } from '../../../traffic/ledger/index.ts';
import type { EventOf } from '../../journal/index.ts';
import { type SickSpan, sickSpans, touches } from '../instrument/index.ts';
import { rowsOf } from './places.ts';
import { begun, ended, isFault, NOT_SENT, OK } from './rows.ts';

export const IS_OK = 1;
export const IS_FAULT = 2;
/** A fault that is not put on the service: the instrument was sick when it began or when it was decided. */
const IS_EXONERATED = 3;

/** What became of every request, as the rules see it: found in one pass for all of them. */
export interface Fates {
  /** Row → one of the above; 0: it says nothing about the service. */
  readonly kinds: Uint8Array;
  /** Rows that are faults, and those that would be. */
  readonly faults: Uint32Array;
  readonly exonerated: Uint32Array;
  readonly sick: readonly SickSpan[];
}

const LOCAL = FAILURES.indexOf('local');

/** `begins`: when another recorder took over. */
export function fatesOf(ledger: Ledger, pulses: readonly EventOf<'pulse'>[], begins: readonly number[] = []): Fates {
  const kinds = new Uint8Array(ledger.count);
  const local: { from: number; to: number }[] = [];
  const { outcome, failure } = ledger;
  for (let row = 0; row < kinds.length; row++) {
    const became = outcome[row]!;
    if (became === OK) kinds[row] = IS_OK;
    else if (became !== NOT_SENT) kinds[row] = isFault(ledger, row) ? IS_FAULT : 0;
    else if (failure[row] === LOCAL) local.push(timeOf(ledger, row));
  }
  const sick = sickSpans(pulses, local, begins);
  if (sick.length > 0)
    for (let row = 0; row < kinds.length; row++)
      if (kinds[row] === IS_FAULT && touches(sick, begun(ledger, row), ended(ledger, row))) kinds[row] = IS_EXONERATED;
  return { kinds, faults: rowsOf(kinds, IS_FAULT), exonerated: rowsOf(kinds, IS_EXONERATED), sick };
}

function timeOf(ledger: Ledger, row: number): { from: number; to: number } {
  const from = ledger.intended[row]!;
  const to = ended(ledger, row);
  return { from, to: Number.isFinite(to) ? Math.max(from, to) : from };
}
