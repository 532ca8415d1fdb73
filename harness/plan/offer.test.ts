import { expect, test } from '@playwright/test';
import { Rate } from '../../traffic/index.ts';
import { expectedRequests, isEvenlySpaced, planned, rateInWords } from './offer.ts';

const phases = [{ rate: 100, seconds: 10 }, { rate: [100, 500], seconds: 30 }, { rate: 500 }];

test('a plain rate stays a number in the plan, and a shape stands beside the rate at which it ends', () => {
  const shape = Rate.parse({ phases });
  expect(planned(200)).toEqual({ rate: 200 });
  expect(planned(shape)).toEqual({ rate: 500, shape });
});

test('rates are put into words, phase by phase', () => {
  const words = (rate: unknown) => rateInWords(planned(Rate.parse(rate)));
  expect(words(200)).toBe('200 requests/s');
  expect(words({ phases })).toBe('100 for 10 s, 100 to 500 over 30 s, then 500 requests/s');
  expect(words({ phases: [{ rate: 7 }] })).toBe('7 requests/s');
});

test('what is expected follows the shape', () => {
  const plan = planned(Rate.parse({ phases }));
  expect(expectedRequests(plan, 0, 40)).toBeCloseTo(10_000, 6);
  expect(expectedRequests(plan, 40, 41)).toBeCloseTo(500, 6);
  expect(expectedRequests(planned(20), 3, 5)).toBe(40);
});

test('only constant arrivals are evenly spaced', () => {
  expect(isEvenlySpaced(planned(5))).toBe(false);
  expect(isEvenlySpaced(planned(Rate.parse({ phases })))).toBe(false);
  expect(isEvenlySpaced(planned(Rate.parse({ arrivals: 'constant', phases })))).toBe(true);
});
