import { expect, test } from '@playwright/test';
import { companionsLived } from '../assumptions/index.ts';
import { CLEAN, contextWith, runWithGuest, timesOf } from '../testing/index.ts';
import { dataPlane } from './data-plane.ts';

const { from } = timesOf('3.3');
const end = CLEAN.journal.at(-1)!.t;
const during = (start: number, length: number) => (sent: number) => sent < start || sent >= start + length;

test('a server that was away for a second refuses, with step, bounds and reason', () => {
  const [finding, ...more] = dataPlane(contextWith(runWithGuest(during(from, 1_000_000))));
  expect(finding).toMatchObject({
    class: 'data-plane',
    severity: 'refuse',
    title: 'guest did not answer 5 probes',
    step: '3.3',
    count: 5,
  });
  expect(finding!.to! - finding!.from!).toBe(1_000_000);
  expect(finding!.detail).toContain('ECONNREFUSED. It was away for at least 800 ms and at most 1.200 s.');
  expect(more).toEqual([]);
});

test('one that never came back is open at its end', () => {
  const [finding] = dataPlane(contextWith(runWithGuest((sent) => sent < from)));
  expect(finding).toMatchObject({ severity: 'refuse', to: null });
  expect(finding!.detail).toContain('did not come back');
});

test('away again and again in one step is told once, with the worst time', () => {
  const flaps = (sent: number) => during(from, 200_000)(sent) && during(from + 400_000, 600_000)(sent);
  const [finding, ...more] = dataPlane(contextWith(runWithGuest(flaps)));
  expect(finding).toMatchObject({ count: 4 });
  expect(finding!.detail).toContain('away 2 times, at worst for at least 400 ms and at most 800 ms');
  expect(more).toEqual([]);
});

test('what was over before anything was touched is told, and does not refuse', () => {
  const early = during(timesOf('1.1').from + 2_000_000, 400_000);
  expect(dataPlane(contextWith(runWithGuest(early)))).toMatchObject([{ severity: 'inform', step: '1.1' }]);
});

test('nothing is found where all probes were answered, nor where nothing was probed', () => {
  expect(dataPlane(contextWith(runWithGuest()))).toEqual([]);
  expect(dataPlane(contextWith())).toEqual([]);
});

test('what the new release cannot take away refuses; a run that was broken off owes it nobody', () => {
  const failed = {
    t: end,
    event: 'companion',
    companion: 'guest',
    state: 'failed',
    why: 'delete-server: 500',
  } as const;
  const run = runWithGuest(undefined, [failed]);
  expect(dataPlane(contextWith(run))).toMatchObject([
    { severity: 'refuse', title: 'guest could not be taken away after the upgrade' },
  ]);
  const journal = run.journal!.filter(({ event }) => event !== 'run-ended');
  expect(dataPlane(contextWith({ ...run, journal }))).toEqual([]);
});

test('what could not be made again for a second recorder is not the upgrade’s doing: nobody knows then', () => {
  const taken = { by: 'resume', wall: '2026-01-31T12:00:00.000Z', gapSeconds: 1, life: 2, harness: '0' } as const;
  const context = contextWith(
    runWithGuest(undefined, [
      { t: from, event: 'continued', ...taken },
      { t: from + 1, event: 'companion', companion: 'guest', state: 'failed', why: 'no host' },
    ]),
  );
  expect(dataPlane(context)).toEqual([]);
  expect(companionsLived(context)).toMatchObject({ holds: false, detail: expect.stringContaining('(no host)') });
});
