import { inverseBeta } from './beta.ts';

/**
 * Clopper–Pearson, one-sided: the highest rate at which so few failures would still have come with a probability of
 * 1 − confidence. Exact for a binomial, so it never promises too much; 0 of n gives 1 − (1 − confidence)^(1/n).
 */
export function upperBound(failures: number, requests: number, confidence: number): number {
  if (failures >= requests) return 1;
  return inverseBeta(confidence, failures + 1, requests - failures);
}

/** The lowest rate at which so many failures would still have come with that probability. */
export function lowerBound(failures: number, requests: number, confidence: number): number {
  if (failures === 0) return 0;
  return inverseBeta(1 - confidence, failures, requests - failures + 1);
}
