import { expect, test } from '@playwright/test';
import { differenceOf } from './latency-change.ts';

const sample = (length: number, value: (share: number) => number): Uint32Array =>
  Uint32Array.from({ length }, (_, index) => value((index + 0.5) / length)).sort();

test('tells how much later the same share of answers came, within bounds that hold it', () => {
  const before = sample(1_000, (share) => 1_000 + 1_000 * share);
  const now = sample(2_000, (share) => 4_000 + 1_000 * share);
  const change = differenceOf(before, now, 0.5, 0.95)!;
  expect(change.ms).toBeCloseTo(3, 2);
  expect(change.lower!).toBeLessThan(change.ms);
  expect(change.upper!).toBeGreaterThan(change.ms);
  expect(change.lower!).toBeGreaterThan(2.9);
});

test('nothing to compare with: null; too few for a bound: that side is open', () => {
  expect(
    differenceOf(
      new Uint32Array(0),
      sample(10, () => 1),
      0.5,
      0.95,
    ),
  ).toBeNull();
  const few = sample(30, (share) => 1_000 * share);
  expect(differenceOf(few, few, 0.99, 0.95)).toMatchObject({ ms: 0, lower: null, upper: null });
});

test('samples of one distribution: the interval holds no difference in at least 95 of 100 pairs', () => {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const drawn = (): Uint32Array => Uint32Array.from({ length: 400 }, () => -Math.log(1 - random()) * 10_000).sort();
  let held = 0;
  for (let pair = 0; pair < 100; pair++) {
    const { lower, upper } = differenceOf(drawn(), drawn(), 0.5, 0.95)!;
    if (lower! <= 0 && upper! >= 0) held++;
  }
  expect(held).toBeGreaterThanOrEqual(95);
});
