import type { Ledger } from '../../../traffic/ledger/index.ts';

/** When traffic was offered: first and last intended moment. null: never. */
export function trafficSpan({ intended }: Ledger): { readonly from: number; readonly to: number } | null {
  if (intended.length === 0) return null;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const moment of intended) {
    if (moment < from) from = moment;
    if (moment > to) to = moment;
  }
  return { from, to };
}

/** The longest time without any of these moments while traffic was offered, its beginning and end included. */
export function longestSilence(
  moments: readonly number[],
  ledger: Ledger,
): { readonly from: number; readonly length: number } {
  const span = trafficSpan(ledger);
  if (!span) return { from: 0, length: 0 };
  let worst = { from: span.from, length: 0 };
  let before = span.from;
  for (const moment of [...moments.filter((at) => at > span.from && at < span.to), span.to]) {
    if (moment - before > worst.length) worst = { from: before, length: moment - before };
    before = moment;
  }
  return worst;
}
