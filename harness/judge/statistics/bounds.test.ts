import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { upperBound } from './bounds.ts';

test('no failure in n requests bounds the rate at 1 − 0.05^(1/n)', () => {
  for (const n of [1, 2, 10, 59, 1_000, 100_000, 10_000_000]) {
    const exact = -Math.expm1(Math.log(0.05) / n);
    expect(Math.abs(upperBound(0, n, 0.95) / exact - 1)).toBeLessThan(1e-7);
  }
});

test('agrees with published tables', () => {
  expect(upperBound(1, 10, 0.95)).toBeCloseTo(0.394163, 6);
  expect(upperBound(5, 10, 0.95)).toBeCloseTo(0.777559, 6);
  expect(upperBound(10, 1_000, 0.95)).toBeCloseTo(0.016901, 5);
});

test('nothing is known without requests, or when all of them failed', () => {
  expect(upperBound(0, 0, 0.95)).toBe(1);
  expect(upperBound(7, 7, 0.95)).toBe(1);
});

test('at the bound, so few failures come with a probability of exactly 1 − confidence', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.nat(),
      fc.constantFrom(0.5, 0.9, 0.95, 0.999),
      (n, pick, confidence) => {
        const failures = pick % n;
        const tail = probabilityOfAtMost(failures, n, upperBound(failures, n, confidence));
        expect(Math.abs(tail - (1 - confidence))).toBeLessThan(1e-9);
      },
    ),
  );
});

test('more failures raise the bound, more requests lower it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000_000 }), fc.nat({ max: 1_000 }), (n, pick) => {
      const failures = pick % (n - 1);
      expect(upperBound(failures + 1, n, 0.95)).toBeGreaterThan(upperBound(failures, n, 0.95));
      expect(upperBound(failures, n + 1, 0.95)).toBeLessThan(upperBound(failures, n, 0.95));
    }),
  );
});

/** The slow and obvious way: sums the binomial distribution. */
function probabilityOfAtMost(failures: number, n: number, p: number): number {
  let sum = 0;
  for (let k = 0; k <= failures; k++) {
    let log = k * Math.log(p) + (n - k) * Math.log1p(-p);
    for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
    sum += Math.exp(log);
  }
  return sum;
}
