import { expect, test } from '@playwright/test';
import { addEvents, CLEAN, contextWith, runWithGuest, timesOf } from '../testing/index.ts';
import { companionsLived } from './companions-lived.ts';

const plan = { ...CLEAN.plan, companions: ['guest'] };
const except = (from: number, length: number) => (sent: number) => sent < from || sent >= from + length;

test('holds when it was asked for all the time, whatever it answered, and when there is none', () => {
  const told = companionsLived(contextWith(runWithGuest()));
  expect(told.holds).toBe(true);
  expect(told.detail).toMatch(/^guest: \d+ probes, never more than 200 ms apart\.$/);
  expect(companionsLived(contextWith(runWithGuest(() => false))).holds).toBe(true);
  expect(companionsLived(contextWith()).holds).toBe(true);
});

test('does not hold when it never was there, and says why', () => {
  const failed = { t: 5_000, event: 'companion', companion: 'guest', state: 'failed', why: 'boot-guest: 503' } as const;
  expect(companionsLived(contextWith({ plan, journal: addEvents(failed) }))).toMatchObject({
    holds: false,
    detail: 'guest was never there (boot-guest: 503).',
  });
  expect(companionsLived(contextWith({ plan })).holds).toBe(false);
});

test('does not hold when nobody asked for longer than two seconds, in the middle or at the end', () => {
  const { from } = timesOf('3.3');
  const without = (length: number) =>
    companionsLived(contextWith(runWithGuest(undefined, [], except(from, length)))).holds;
  expect(without(1_600_000)).toBe(true);
  expect(without(2_400_000)).toBe(false);
  expect(without(Number.POSITIVE_INFINITY)).toBe(false);
});

test('does not hold when nobody asked before anything was touched', () => {
  const early = runWithGuest(undefined, [], (sent) => sent >= timesOf('2.1').from);
  expect(companionsLived(contextWith(early)).holds).toBe(false);
});
