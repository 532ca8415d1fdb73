import { expect, test } from '@playwright/test';
import { lastingRate, peakRate, Rate } from './rate.ts';

const mistakes = (rate: unknown): string[] => Rate.safeParse(rate).error?.issues.map(({ message }) => message) ?? [];
const phased = (...phases: object[]) => ({ phases });

test('a number, steps and ramps are rates; arrivals are Poisson unless asked otherwise', () => {
  const phases = [{ rate: 100, seconds: 10 }, { rate: [100, 500], seconds: 30 }, { rate: 300 }];
  expect(Rate.parse(500)).toBe(500);
  expect(Rate.parse({ phases })).toEqual({ arrivals: 'poisson', phases });
  expect(Rate.parse({ arrivals: 'constant', phases })).toMatchObject({ arrivals: 'constant' });
});

test('what it lasts at and what it is at most', () => {
  const rate = Rate.parse(phased({ rate: 100, seconds: 1 }, { rate: [100, 500], seconds: 3 }, { rate: 300 }));
  expect([lastingRate(rate), peakRate(rate)]).toEqual([300, 500]);
  expect([lastingRate(7), peakRate(7)]).toEqual([7, 7]);
});

test('an end that is not open is told, and a phase before it that is', () => {
  expect(mistakes(phased({ rate: 5, seconds: 1 }))).toEqual([
    'expected no "seconds" in the last phase: it goes on for ever',
  ]);
  expect(mistakes(phased({ rate: [1, 5], seconds: 1 }))).toEqual([
    'expected one number as the last rate: it goes on for ever',
  ]);
  expect(mistakes(phased({ rate: 5 }, { rate: [5, 6] }, { rate: 7 }))).toEqual(
    Array(2).fill('expected "seconds": only the last phase goes on for ever'),
  );
});

test('what is no rate at all is told what one looks like', () => {
  for (const wrong of ['fast', [1, 2]])
    expect(mistakes(wrong)).toEqual([expect.stringContaining('expected requests per second')]);
  expect(mistakes({ ...phased({ rate: 1 }), arrival: 'constant' })).toEqual(['Unrecognized key: "arrival"']);
  for (const wrong of [0, -1, 1e6]) expect(mistakes(wrong)).toEqual([expect.stringContaining('expected number to be')]);
});
