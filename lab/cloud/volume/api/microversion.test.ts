import { expect, test } from '@playwright/test';
import { Refusal } from '../../http/index.ts';
import { negotiate } from './microversion.ts';

test('without a header it is the oldest, with one what it says', () => {
  expect(negotiate(undefined, '3.71')).toBe(0);
  expect(negotiate('compute 2.90', '3.71')).toBe(0);
  expect(negotiate('volume 3.9', '3.71')).toBe(9);
  expect(negotiate('compute 2.90, volume 3.59', '3.71')).toBe(59);
  expect(negotiate('volume latest', '3.72')).toBe(72);
});

test('a version that is not there is refused, and so is what is none', () => {
  const statusOf = (header: string) => {
    try {
      return negotiate(header, '3.71');
    } catch (error) {
      return error instanceof Refusal ? error.status : error;
    }
  };
  expect(['volume 3.72', 'volume 2.0', 'volume 4.1', 'volume 3', 'volume x'].map(statusOf)).toEqual([
    406, 406, 406, 400, 400,
  ]);
});
