import type { Ledger } from '../../../traffic/ledger/index.ts';
import { begun, ended, wasSent } from './rows.ts';

/** All requests that were sent, in the order of sending. */
export function bySending(ledger: Ledger): Uint32Array {
  return inOrder(ledger, wasSent, begun);
}

/** The wanted requests in the order in which they ended. */
export function byEnding(ledger: Ledger, wanted: Filter): Uint32Array {
  return inOrder(ledger, wanted, ended);
}

type Filter = (ledger: Ledger, row: number) => boolean;

function inOrder(ledger: Ledger, wanted: Filter, momentOf: (ledger: Ledger, row: number) => number): Uint32Array {
  const rows = new Uint32Array(ledger.count);
  let length = 0;
  for (let row = 0; row < ledger.count; row++) if (wanted(ledger, row)) rows[length++] = row;
  return sortRows(rows.subarray(0, length), (row) => momentOf(ledger, row));
}

type KeyOf = (row: number) => number;

const RUN = 32;

/**
 * Sorts rows in place by their keys, keeping the order of equal ones. Ledgers are almost in order already, so a merge only
 * touches the part where both halves overlap: close to linear where a general sort would compare ten million rows 24 times.
 * Keys are asked for again and again instead of kept: for ten million rows they would take 80 MB.
 */
export function sortRows(rows: Uint32Array, keyOf: KeyOf): Uint32Array {
  for (let start = 0; start < rows.length; start += RUN) insert(rows, keyOf, start, Math.min(start + RUN, rows.length));
  for (let width = RUN; width < rows.length; width *= 2)
    for (let start = 0; start + width < rows.length; start += 2 * width)
      merge(rows, keyOf, start, start + width, Math.min(start + 2 * width, rows.length));
  return rows;
}

function insert(rows: Uint32Array, keyOf: KeyOf, start: number, end: number): void {
  for (let next = start + 1; next < end; next++) {
    const row = rows[next]!;
    const key = keyOf(row);
    let hole = next;
    while (hole > start && keyOf(rows[hole - 1]!) > key) {
      rows[hole] = rows[hole - 1]!;
      hole--;
    }
    rows[hole] = row;
  }
}

function merge(rows: Uint32Array, keyOf: KeyOf, start: number, middle: number, end: number): void {
  const least = keyOf(rows[middle]!);
  if (keyOf(rows[middle - 1]!) <= least) return;
  // Whatever is on the left and not greater than all of the right is in its place already.
  let low = start;
  for (let high = middle; low < high; ) {
    const half = (low + high) >>> 1;
    if (keyOf(rows[half]!) <= least) low = half + 1;
    else high = half;
  }
  const waiting = rows.slice(low, middle);
  let left = 0;
  let right = middle;
  for (let to = low; left < waiting.length; to++)
    rows[to] = right < end && keyOf(rows[right]!) < keyOf(waiting[left]!) ? rows[right++]! : waiting[left++]!;
}
