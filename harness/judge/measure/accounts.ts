import { type Ledger, OUTCOMES } from '../../../traffic/ledger/index.ts';
import { NO_STEP } from '../timeline/index.ts';
import { type Latency, latencyOf } from './percentiles.ts';
import { OK } from './rows.ts';

export interface Account {
  readonly intended: number;
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notSent: number;
  readonly latencyMs: Latency | null;
  /** Of good answers, sorted, µs. */
  readonly latencies: Uint32Array;
}

export interface Accounts {
  readonly steps: readonly Account[];
  readonly total: Omit<Account, 'latencies'>;
}

/** Outcomes and latency (of good answers, from the intended moment) per step and over all. */
export function accountsOf(ledger: Ledger, stepOf: Uint16Array, steps: number): Accounts {
  const kinds = OUTCOMES.length;
  // One place more than there are steps: for requests of a run in which no step ever began.
  const counts = new Uint32Array((steps + 1) * kinds);
  const placeOf = (row: number): number => (stepOf[row] === NO_STEP ? steps : stepOf[row]!);
  for (let row = 0; row < ledger.count; row++) counts[placeOf(row) * kinds + ledger.outcome[row]!]!++;

  // Latencies of one step side by side, so that sorting each stretch needs no copy.
  const starts = new Uint32Array(steps + 2);
  for (let place = 0; place <= steps; place++) starts[place + 1] = starts[place]! + counts[place * kinds + OK]!;
  const latencies = new Uint32Array(starts[steps + 1]!);
  const next = starts.slice();
  for (let row = 0; row < ledger.count; row++)
    if (ledger.outcome[row] === OK) latencies[next[placeOf(row)]!++] = ledger.end[row]!;

  const parts = Array.from({ length: steps + 1 }, (_, place) =>
    latencies.subarray(starts[place], starts[place + 1]).sort(),
  );
  const sums = new Uint32Array(kinds);
  counts.forEach((count, index) => {
    sums[index % kinds]! += count;
  });
  return {
    steps: parts.slice(0, steps).map((part, place) => ({
      ...outcomes(counts.subarray(place * kinds, (place + 1) * kinds)),
      latencyMs: latencyOf([part]),
      latencies: part,
    })),
    total: { ...outcomes(sums), latencyMs: latencyOf(parts) },
  };
}

function outcomes(counts: Uint32Array): Omit<Account, 'latencyMs' | 'latencies'> {
  const of = (outcome: (typeof OUTCOMES)[number]): number => counts[OUTCOMES.indexOf(outcome)]!;
  return {
    intended: counts.reduce((sum, count) => sum + count, 0),
    ok: of('ok'),
    failed: of('failed'),
    unknown: of('unknown'),
    notSent: of('not-sent'),
  };
}
