import { expect, test } from '@playwright/test';
import { changeEvents, contextWith, timesOf } from '../testing/index.ts';
import { recorderAwake } from './recorder-awake.ts';

test('holds with four pulses a second and a loop that runs', () => {
  expect(recorderAwake(contextWith()).holds).toBe(true);
});

test('does not hold when the event loop stood still', () => {
  const journal = changeEvents('pulse', (event, index) => (index === 50 ? { ...event, loopMs: 251 } : event));
  expect(recorderAwake(contextWith({ journal }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('251 ms at worst'),
  });
});

test('does not hold when there is no sign of life for more than two seconds, in the middle, at the end or at all', () => {
  const { from } = timesOf('6.3');
  const without = (gone: (t: number) => boolean) =>
    recorderAwake(contextWith({ journal: changeEvents('pulse', (event) => (gone(event.t) ? null : event)) })).holds;
  expect(without((t) => t > from && t < from + 1_700_000)).toBe(true);
  expect(without((t) => t > from && t < from + 2_500_000)).toBe(false);
  expect(without((t) => t > from)).toBe(false);
  expect(without(() => true)).toBe(false);
});
