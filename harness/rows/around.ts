import type { Ledger } from '../../traffic/ledger/index.ts';
import { UsageError } from '../error.ts';
import { began } from './select.ts';

/** How a row is near the one that was asked for. */
export type Nearness = 'this' | 'time' | 'connection' | 'session';

/** A request and its neighbours among `rows`: so many before and after it, in time, on its connection and in its session. */
export function around(
  ledger: Ledger,
  rows: Uint32Array,
  sequence: number,
  reach: number,
): { readonly rows: Uint32Array; readonly near: readonly (readonly Nearness[])[] } {
  const target = rowOf(ledger, sequence);
  const found = new Map<number, Nearness[]>([[target, ['this']]]);
  const note = (nearness: Nearness, belongs: (row: number) => boolean): void => {
    for (const row of nearest(ledger, rows, target, reach, belongs))
      found.set(row, [...(found.get(row) ?? []), nearness]);
  };
  const { connection, session } = ledger;
  note('time', () => true);
  if (connection[target] !== 0) note('connection', (row) => connection[row] === connection[target]);
  note('session', (row) => session[row] === session[target]);
  const inOrder = [...found].sort(([a], [b]) => compare(ledger, a, b));
  return { rows: Uint32Array.from(inOrder, ([row]) => row), near: inOrder.map(([, near]) => near) };
}

function nearest(
  ledger: Ledger,
  rows: Uint32Array,
  target: number,
  reach: number,
  belongs: (row: number) => boolean,
): number[] {
  const before: number[] = [];
  const after: number[] = [];
  for (const row of rows) {
    if (row === target || !belongs(row)) continue;
    if (compare(ledger, row, target) < 0) keep(before, row, reach, (a, b) => compare(ledger, b, a));
    else keep(after, row, reach, (a, b) => compare(ledger, a, b));
  }
  return [...before, ...after];
}

/** `kept` stays sorted, the nearest first, and no longer than `most`. */
function keep(kept: number[], row: number, most: number, order: (a: number, b: number) => number): void {
  let place = kept.length;
  while (place > 0 && order(row, kept[place - 1]!) < 0) place -= 1;
  if (place === most) return;
  kept.splice(place, 0, row);
  if (kept.length > most) kept.pop();
}

/** Of two requests that began at once, the one with the lower number comes first. */
const compare = (ledger: Ledger, a: number, b: number): number => began(ledger, a) - began(ledger, b) || a - b;

function rowOf({ sequence, count }: Ledger, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sequence[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  if (sequence[low] === wanted && low < count) return low;
  const held = count === 0 ? 'it holds none' : `it holds ${sequence[0]} to ${sequence[count - 1]}`;
  throw new UsageError('sequence-unknown', `the ledger has no request ${wanted}; ${held}`);
}
