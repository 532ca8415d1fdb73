import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { shortestSeen } from './detection.ts';

test('even gaps at rate r: no better than what Poisson arrivals promise, −ln(0.05) / r', () => {
  expect(shortestSeen(new Uint32Array(10_000).fill(10_000), 0.95)).toBeCloseTo(-Math.log(0.05) * 10_000, 0);
});

test('a hole in the record counts by the share of time that it takes', () => {
  const gaps = new Uint32Array(1_000).fill(1_000);
  gaps[500] = 1_000_000;
  // Half of the time is one gap: all but a tenth of it must be covered.
  expect(shortestSeen(gaps, 0.95)).toBe(900_050);
});

test('nothing was sent: nothing would have been seen', () => {
  expect(shortestSeen(new Uint32Array(0), 0.95)).toBe(Number.POSITIVE_INFINITY);
});

test('an outage that long, begun at any moment, is missed in at most one case of twenty', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 50 }), (lengths) => {
      const outage = shortestSeen(Uint32Array.from(lengths), 0.95);
      const span = lengths.reduce((sum, gap) => sum + gap, 0);
      const slipping = lengths.reduce((sum, gap) => sum + Math.max(0, gap - outage), 0);
      expect(slipping / span).toBeLessThanOrEqual(0.05 + 1e-9);
    }),
  );
});
