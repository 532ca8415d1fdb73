import { expect, test } from '@playwright/test';
import { readHostClock } from './host-clock.ts';

test('the quickest answer is believed, and no more exactly than it allows', async () => {
  const moments = [0, 500, 1_000, 1_100, 2_000, 2_900];
  const clock = { now: () => moments.shift()! };
  const told = ['1000000250', '1000001050', '1000002450'];
  expect(await readHostClock(async () => told.shift()!, clock)).toEqual({ zero: -1_000_000_000, within: 50 });
});

test('a host that does not tell the time is an error', async () => {
  await expect(readHostClock(async () => '1764370768%6N', { now: () => 0 })).rejects.toThrow('does not tell the time');
});
