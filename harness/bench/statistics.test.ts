import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isNear, median, percentile, swing } from './statistics.ts';

test('the median has as many below as above it', () => {
  expect(median([3])).toBe(3);
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a percentile is the least value that enough do not exceed', () => {
  const values = fc.array(fc.nat(50), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 1000 }), (unsorted, thousandth) => {
      const share = thousandth / 1000;
      const sorted = unsorted.toSorted((a, b) => a - b);
      const enough = (limit: number) => sorted.filter((value) => value <= limit).length >= share * sorted.length;
      expect(percentile(sorted, share)).toBe(sorted.find(enough));
    }),
  );
});

test('the swing is the farthest value from the median, as a share of it', () => {
  expect(swing([100, 100, 100])).toBe(0);
  expect(swing([90, 100, 120])).toBeCloseTo(0.2);
  expect(swing([70, 100, 120])).toBeCloseTo(0.3);
});

test('near is within the share, or within the amount where that is more', () => {
  const tolerance = { share: 0.02, amount: 200 };
  expect(isNear(3_200, 3_000, tolerance)).toBe(true);
  expect(isNear(3_201, 3_000, tolerance)).toBe(false);
  expect(isNear(98_000, 100_000, tolerance)).toBe(true);
  expect(isNear(97_999, 100_000, tolerance)).toBe(false);
});
