import type { Ledger } from '../../../traffic/ledger/index.ts';
import { NUMBERS_OF_A_LIFE } from '../../journal/index.ts';

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

/** The same for every recorder that wrote for the run: between two of them none was offered. */
export function trafficSpans({ intended, sequence }: Ledger): Span[] {
  const spans = new Map<number, { from: number; to: number }>();
  for (let row = 0; row < intended.length; row++) {
    const life = Math.floor(sequence[row]! / NUMBERS_OF_A_LIFE);
    const at = intended[row]!;
    const span = spans.get(life);
    if (!span) spans.set(life, { from: at, to: at });
    else if (at < span.from) span.from = at;
    else if (at > span.to) span.to = at;
  }
  return [...spans.values()].sort((a, b) => a.from - b.from);
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
  return longest(trafficSpans(ledger).map((span) => longestGap(moments, span)));
}

export function longest(gaps: readonly ReturnType<typeof longestGap>[]): ReturnType<typeof longestGap> {
  return gaps.reduce((worst, gap) => (gap.length > worst.length ? gap : worst), gaps[0] ?? { from: 0, length: 0 });
}
