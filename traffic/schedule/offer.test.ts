import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Rate } from '../rate.ts';
import { expectedArrivals, offerOf } from './offer.ts';
import { anyShape, countedSlowly } from './shapes.ts';

const moment = fc.double({ min: 0, max: 40, noNaN: true });

test('requests between two moments are the area under the rate', () => {
  fc.assert(
    fc.property(anyShape, moment, moment, (rate, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      expect(expectedArrivals(rate, from, to)).toBeCloseTo(countedSlowly(rate, from, to), 6);
    }),
  );
});

test('the moment at which so many were offered is the moment up to which so many are', () => {
  fc.assert(
    fc.property(anyShape, fc.double({ min: 0, max: 50_000, noNaN: true }), (rate, count) => {
      const { countAt, secondsAt } = offerOf(rate);
      expect(countAt(secondsAt(count))).toBeCloseTo(count, 6);
    }),
  );
});

test('an hour of a rising rate is counted to the request', () => {
  const rate = Rate.parse({ phases: [{ rate: [100, 500], seconds: 3600 }, { rate: 500 }] });
  expect(expectedArrivals(rate, 0, 3600)).toBe(1_080_000);
  expect(expectedArrivals(rate, 1800, 3600)).toBeCloseTo(720_000, 6);
  expect(expectedArrivals(rate, 0, 7200) / 7200).toBeCloseTo(400, 9);
});

test('before the start nothing is offered', () => {
  expect(expectedArrivals(100, -5, 1)).toBe(100);
  expect(expectedArrivals(100, 3, 5) / 2).toBe(100);
});
