import { FAILURES, type Ledger } from '../../../traffic/ledger/index.ts';
import type { Counts } from './counts.ts';
import { ended, NOT_SENT, OK, STATUS } from './rows.ts';

/** What the service listed when it was asked, at one occasion, over all services that were asked then. */
export interface ReadBack {
  readonly when: string;
  /** Whatever had ended before this moment must be in the list, if it was acknowledged. */
  readonly asked: number;
  /** How often each sequence number was found. */
  readonly found: Pick<Counts, 'of'>;
}

export interface Writes {
  readonly acknowledged: number;
  readonly unknown: number;
  readonly refused: number;
  readonly lost: readonly Misfit[];
  readonly duplicate: readonly Misfit[];
  readonly phantom: readonly Misfit[];
}

export interface Misfit {
  readonly row: number;
  /** The first occasion at which it was noticed. */
  readonly when: string;
}

/** Compares what was acknowledged, refused or left open with what exists. Marks of requests outside the ledger are not ours to judge. */
export function compareWrites(ledger: Ledger, occasions: readonly ReadBack[]): Writes {
  const totals = { acknowledged: 0, unknown: 0, refused: 0 };
  const misfits = { lost: [] as Misfit[], duplicate: [] as Misfit[], phantom: [] as Misfit[] };
  for (let row = 0; row < ledger.count; row++) {
    if (!ledger.names.creates[ledger.operation[row]!]) continue;
    const fate = fateOf(ledger, row);
    if (fate !== 'not-sent') totals[fate]++;
    const foundAt = (occasion: ReadBack) => occasion.found.of(ledger.sequence[row]!);
    const note = (kind: keyof typeof misfits, wrong: (occasion: ReadBack) => boolean) => {
      const occasion = occasions.find(wrong);
      if (occasion) misfits[kind].push({ row, when: occasion.when });
    };
    // A list that was asked for earlier need not hold it.
    if (fate === 'acknowledged')
      note('lost', (occasion) => ended(ledger, row) < occasion.asked && foundAt(occasion) === 0);
    // Once refused or never sent, it may not be in any list, whenever that was asked for.
    if (fate === 'refused' || fate === 'not-sent') note('phantom', (occasion) => foundAt(occasion) > 0);
    else note('duplicate', (occasion) => foundAt(occasion) > 1);
  }
  return { ...totals, ...misfits };
}

const NEVER_REACHED = ['refused', 'connect-timeout', 'connect-error'].map((name) =>
  FAILURES.indexOf(name as (typeof FAILURES)[number]),
);
/** A gateway that says so does not know either what became of the request. */
const GATEWAY_DOUBT = [502, 504];

function fateOf(ledger: Ledger, row: number): 'acknowledged' | 'refused' | 'unknown' | 'not-sent' {
  if (ledger.outcome[row] === OK) return 'acknowledged';
  if (ledger.outcome[row] === NOT_SENT) return 'not-sent';
  const status = ledger.status[row]!;
  const refusal = ledger.failure[row] === STATUS && status >= 400 && !GATEWAY_DOUBT.includes(status);
  return refusal || NEVER_REACHED.includes(ledger.failure[row]!) ? 'refused' : 'unknown';
}
