import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { binomialUpTo } from './binomial.ts';
import { quantileRanks } from './quantiles.ts';

const share = fc.constantFrom(0.5, 0.9, 0.99);

test('the interval misses on each side with at most half of what is allowed, and is the narrowest that does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), share, fc.constantFrom(0.83, 0.95, 0.975), (n, q, confidence) => {
      expect(quantileRanks(n, q, confidence)).toEqual(byTrying(n, q, confidence));
    }),
  );
});

test('agrees with published tables: the median of ten lies between the second and the ninth', () => {
  expect(quantileRanks(10, 0.5, 0.95)).toEqual({ lower: 2, upper: 9 });
  expect(quantileRanks(100, 0.5, 0.95)).toEqual({ lower: 40, upper: 61 });
});

test('a small sample does not bound a high quantile from above', () => {
  expect(quantileRanks(50, 0.99, 0.95).upper).toBeNull();
  expect(quantileRanks(10_000_000, 0.99, 0.95)).toEqual({ lower: 9_899_383, upper: 9_900_617 });
});

test('the binomial distribution is what summing it gives', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.nat(),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (n, pick, p) => {
        const k = pick % (n + 1);
        expect(Math.abs(binomialUpTo(k, n, p) - summed(k, n, p))).toBeLessThan(1e-9);
      },
    ),
  );
});

/** The slow and obvious way: tries every rank. */
function byTrying(n: number, q: number, confidence: number): ReturnType<typeof quantileRanks> {
  const tail = (1 - confidence) / 2;
  const ranks = Array.from({ length: n }, (_, index) => index + 1);
  return {
    lower: ranks.findLast((rank) => summed(rank - 1, n, q) <= tail) ?? null,
    upper: ranks.find((rank) => 1 - summed(rank - 1, n, q) <= tail) ?? null,
  };
}

function summed(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    let log = i * Math.log(p) + (n - i) * Math.log1p(-p);
    for (let j = 1; j <= i; j++) log += Math.log((n - i + j) / j);
    sum += Math.exp(log);
  }
  return sum;
}
