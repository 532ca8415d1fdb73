import { FAILURES, type Ledger, type LedgerHealth, OUTCOMES } from '../../traffic/ledger/index.ts';
import { type Named, namesOf } from './names.ts';
import { began } from './select.ts';

/** How many requests went how, and whether the record itself is whole. */
export interface Summary extends LedgerHealth {
  readonly rows: number;
  /** µs since the start: when the first and the last request began; null without any. */
  readonly began: { readonly first: number; readonly last: number } | null;
  readonly outcomes: readonly { readonly outcome: string; readonly failure: string; readonly requests: number }[];
  readonly by: Readonly<Record<Named, readonly Tally[]>>;
}

export interface Tally {
  readonly name: string;
  readonly requests: number;
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notSent: number;
}

const KINDS = 256;

export function summarize(ledger: Ledger): Summary {
  const { count, outcome, health } = ledger;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (let row = 0; row < count; row += 1) {
    const at = began(ledger, row);
    if (at < first) first = at;
    if (at > last) last = at;
  }
  const crossed = countBy(ledger.failure, outcome);
  const outcomes = OUTCOMES.flatMap((name, index) =>
    FAILURES.map((failure, value) => ({ outcome: name, failure, requests: crossed(value, index) })),
  );
  return {
    rows: count,
    began: count > 0 ? { first, last } : null,
    outcomes: outcomes.filter(({ requests }) => requests > 0),
    by: {
      service: tally(ledger, 'service'),
      operation: tally(ledger, 'operation'),
      lane: tally(ledger, 'lane'),
      server: tally(ledger, 'server'),
      version: tally(ledger, 'version'),
    },
    ...health,
  };
}

function tally(ledger: Ledger, kind: Named): Tally[] {
  const counts = countBy(ledger[kind === 'service' ? 'operation' : kind], ledger.outcome);
  const values = Map.groupBy(namesOf(ledger, kind).entries(), ([, name]) => name);
  const tallies = [...values].map(([name, entries]) => {
    const [ok = 0, failed = 0, unknown = 0, notSent = 0] = OUTCOMES.map((_, outcome) =>
      entries.reduce((sum, [value]) => sum + counts(value, outcome), 0),
    );
    return { name, requests: ok + failed + unknown + notSent, ok, failed, unknown, notSent };
  });
  return tallies.filter(({ requests }) => requests > 0);
}

function countBy(column: Uint8Array, outcome: Uint8Array): (value: number, outcome: number) => number {
  const counts = new Uint32Array(KINDS * KINDS);
  for (let row = 0; row < column.length; row += 1) counts[column[row]! * KINDS + outcome[row]!]! += 1;
  return (value, index) => counts[value * KINDS + index]!;
}
