import { quantileRanks } from '../statistics/index.ts';
import { percentile } from './percentiles.ts';

/** How much later an answer came than before the upgrade, ms, and between what bounds the true difference lies. */
export interface Difference {
  readonly ms: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The difference of a quantile between two sorted samples (µs). Each one's interval misses with half of what is allowed,
 * so together they hold at the confidence asked for, whatever the distributions.
 */
export function differenceOf(
  before: Uint32Array,
  now: Uint32Array,
  share: number,
  confidence: number,
): Difference | null {
  if (before.length === 0 || now.length === 0) return null;
  const [then, since] = [before, now].map((sample) => boundsOf(sample, share, (1 + confidence) / 2)) as [
    Bounds,
    Bounds,
  ];
  const ms = (later: number | null, earlier: number | null): number | null =>
    later === null || earlier === null ? null : (later - earlier) / 1_000;
  return {
    ms: (percentile(now, share) - percentile(before, share)) / 1_000,
    lower: ms(since.lower, then.upper),
    upper: ms(since.upper, then.lower),
  };
}

interface Bounds {
  readonly lower: number | null;
  readonly upper: number | null;
}

function boundsOf(sorted: Uint32Array, share: number, confidence: number): Bounds {
  const { lower, upper } = quantileRanks(sorted.length, share, confidence);
  return {
    lower: lower === null ? null : sorted[lower - 1]!,
    upper: upper === null ? null : sorted[upper - 1]!,
  };
}
