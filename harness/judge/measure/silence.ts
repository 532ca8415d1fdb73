import type { Ledger } from '../../../traffic/ledger/index.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When traffic was offered: first and last intended moment. null: never. */
export function trafficSpan({ intended }: Ledger): Span | null {
  if (intended.length === 0) return null;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const moment of intended) {
    if (moment < from) from = moment;
    if (moment > to) to = moment;
  }
  return { from, to };
}

/** The longest time without any of these moments, which are sorted; beginning and end of the span included. */
export function longestGap(moments: readonly number[], span: Span): { readonly from: number; readonly length: number } {
  let worst = { from: span.from, length: 0 };
  let before = span.from;
  for (const moment of [...moments.filter((at) => at > span.from && at < span.to), span.to]) {
    if (moment - before > worst.length) worst = { from: before, length: moment - before };
    before = moment;
  }
  return worst;
}

/** The same while traffic was offered. */
export function longestSilence(moments: readonly number[], ledger: Ledger): ReturnType<typeof longestGap> {
  const span = trafficSpan(ledger);
  return span ? longestGap(moments, span) : { from: 0, length: 0 };
}
