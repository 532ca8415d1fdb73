import { incompleteBeta } from './beta.ts';

/** The probability of at most k successes in n trials, each of which succeeds with probability p. */
export function binomialUpTo(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(1 - p, n - k, k + 1);
}
