import { binomialUpTo } from './binomial.ts';

/** Ranks from 1 in a sorted sample; null: the sample is too small to bound this side. */
export interface RankInterval {
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Between which order statistics the quantile of the population lies, with at least this confidence, whatever its
 * distribution: how many of n values lie below the quantile is binomial. No chance is involved, so the same sample gives
 * the same interval.
 */
export function quantileRanks(n: number, share: number, confidence: number): RankInterval {
  const tail = (1 - confidence) / 2;
  // The r-th value lies above the quantile if at most r − 1 lie below it.
  const lower = last(n, (rank) => binomialUpTo(rank - 1, n, share) <= tail);
  // The r-th value lies below the quantile if at least r do.
  const upper = 1 + last(n, (rank) => 1 - binomialUpTo(rank - 1, n, share) > tail);
  return { lower: lower === 0 ? null : lower, upper: upper > n ? null : upper };
}

/** The greatest rank up to n that is as wished, where all before it are too; 0: not even the first. */
function last(n: number, wished: (rank: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (wished(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
