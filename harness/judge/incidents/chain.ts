import type { Ledger } from '../../../traffic/ledger/index.ts';
import { begun, IS_OK, STATUS } from '../measure/index.ts';

/** Statuses that a client gets for lack of what an earlier request should have given it: a token, a thing it made. */
const LACKING = new Set([401, 403, 404, 409]);

export interface Chains {
  readonly count: number;
  /** Aligned with the places of the faults: which chain each belongs to, and whether it only followed from an earlier one. */
  readonly of: Int32Array;
  readonly follows: Uint8Array;
}

/**
 * Faults with one cause, as far as the record tells. A fault follows from the latest earlier one of its session if it
 * says that something is lacking and the same operation has not succeeded there in between. All others belong together
 * as long as each was sent within `pause` of the one before; what follows does not draw such a row out.
 */
export function chainFaults(
  ledger: Ledger,
  sending: Uint32Array,
  kinds: Uint8Array,
  faults: Uint32Array,
  pause: number,
): Chains {
  const of = new Int32Array(faults.length);
  const follows = followers(ledger, sending, kinds, faults);
  const latestOf = new Map<number, number>();
  let count = 0;
  let current = -1;
  let before = Number.NEGATIVE_INFINITY;
  faults.forEach((place, index) => {
    const row = sending[place]!;
    const session = ledger.session[row]!;
    if (follows[index]) of[index] = latestOf.get(session)!;
    else {
      const at = begun(ledger, row);
      if (at - before > pause) current = count++;
      before = at;
      of[index] = current;
    }
    latestOf.set(session, of[index]!);
  });
  return { count, of, follows };
}

function followers(ledger: Ledger, sending: Uint32Array, kinds: Uint8Array, faults: Uint32Array): Uint8Array {
  const follows = new Uint8Array(faults.length);
  const lacking = (row: number): boolean => ledger.failure[row] === STATUS && LACKING.has(ledger.status[row]!);
  if (!faults.some((place) => lacking(sending[place]!))) return follows;
  const operations = ledger.names.operations.length;
  const succeeded = new Map<number, number>();
  const failed = new Map<number, number>();
  let next = 0;
  for (let place = faults[0]!; next < faults.length; place++) {
    const row = sending[place]!;
    const session = ledger.session[row]!;
    const key = session * operations + ledger.operation[row]!;
    if (kinds[row] === IS_OK) succeeded.set(key, place);
    if (place !== faults[next]) continue;
    const earlier = failed.get(session);
    if (earlier !== undefined && lacking(row) && (succeeded.get(key) ?? -1) < earlier) follows[next] = 1;
    failed.set(session, place);
    next++;
  }
  return follows;
}
