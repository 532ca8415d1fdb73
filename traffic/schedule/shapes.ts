import fc from 'fast-check';
import type { Rate, RateShape } from '../rate.ts';

/** Rates for tests, and what they come to, counted slowly. */

const perSecond = fc.integer({ min: 1, max: 2_000 });
const phase = fc.record({
  rate: fc.oneof(perSecond, fc.tuple(perSecond, perSecond)),
  seconds: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10),
});

export const anyShape: fc.Arbitrary<RateShape> = fc.record({
  arrivals: fc.constantFrom('poisson' as const, 'constant' as const),
  phases: fc.tuple(fc.array(phase, { maxLength: 5 }), perSecond).map(([closed, last]) => [...closed, { rate: last }]),
});

/** Of each phase the part between the two moments, times the mean of the rates at that part's ends. */
export function countedSlowly(rate: Rate, from: number, to: number): number {
  if (typeof rate === 'number') return rate * (to - from);
  let [begin, total] = [0, 0];
  for (const { rate: its, seconds = Number.POSITIVE_INFINITY } of rate.phases) {
    const [first, last] = typeof its === 'number' ? [its, its] : its;
    const at = (moment: number) => (first === last ? first : first + ((last - first) * (moment - begin)) / seconds);
    const [start, end] = [Math.max(from, begin), Math.min(to, begin + seconds)];
    if (end > start) total += ((at(start) + at(end)) / 2) * (end - start);
    begin += seconds;
  }
  return total;
}
