import type { Rate } from '../rate.ts';

/** The rate as a sum: how many requests it offers up to a moment, and when it has offered so many. */
export interface Offer {
  countAt(seconds: number): number;
  secondsAt(count: number): number;
}

/** A time over which the rate stays, or changes evenly. `from` and `count` are where it begins. */
interface Stretch {
  readonly from: number;
  readonly count: number;
  readonly rate: number;
  /** Requests per second, per second. */
  readonly slope: number;
}

export function offerOf(rate: Rate): Offer {
  const stretches = stretchesOf(rate);
  const last = (begun: (stretch: Stretch) => boolean) => stretches.findLast(begun) ?? stretches[0]!;
  return {
    countAt(seconds) {
      const { from, count, rate, slope } = last((stretch) => stretch.from <= seconds);
      const since = Math.max(0, seconds - from);
      return count + rate * since + (slope / 2) * since * since;
    },
    secondsAt(count) {
      const { from, count: before, rate, slope } = last((stretch) => stretch.count <= count);
      const more = count - before;
      // The root of the quadratic in the form that loses no digits, whether the slope is steep, falling or none.
      return from + (2 * more) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * more)));
    },
  };
}

/** Requests that are due between two moments, in the mean; seconds since the traffic's start. */
export function expectedArrivals(rate: Rate, fromSeconds: number, toSeconds: number): number {
  const { countAt } = offerOf(rate);
  return countAt(toSeconds) - countAt(fromSeconds);
}

function stretchesOf(rate: Rate): Stretch[] {
  if (typeof rate === 'number') return [{ from: 0, count: 0, rate, slope: 0 }];
  let [from, count] = [0, 0];
  return rate.phases.map((phase) => {
    const [start, end] = typeof phase.rate === 'number' ? [phase.rate, phase.rate] : phase.rate;
    const seconds = phase.seconds ?? Number.POSITIVE_INFINITY;
    const stretch = { from, count, rate: start, slope: (end - start) / seconds };
    from += seconds;
    count += ((start + end) / 2) * seconds;
    return stretch;
  });
}
