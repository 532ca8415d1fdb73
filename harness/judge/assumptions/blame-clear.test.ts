import { expect, test } from '@playwright/test';
import { errors, exposed, instrument, outage } from '../findings/index.ts';
import { judge } from '../index.ts';
import {
  addEvents,
  CLEAN,
  changeEvents,
  changeRows,
  contextWith,
  evidenceOf,
  rowIn,
  timesOf,
} from '../testing/index.ts';
import { blameClear } from './blame-clear.ts';
import { canaryWell } from './canary-well.ts';

const row = rowIn('5.2');
const at = CLEAN.rows[row]!.intended;
const rows = changeRows([row], { outcome: 'failed', failure: 'reset', status: null, server: null });
const sickNear = (t: number) => {
  const next = CLEAN.journal.find((event) => event.event === 'pulse' && event.t >= t)!.t;
  return changeEvents('pulse', (pulse) =>
    pulse.t === next ? { ...pulse, canary: { asked: 5, failed: 2, worstMs: 1 } } : pulse,
  );
};

test('a clean run: nothing was doubtful, and the control endpoint was well', () => {
  expect(blameClear(contextWith()).holds).toBe(true);
  expect(canaryWell(contextWith())).toMatchObject({ holds: true });
});

test('a failure in a moment in which the control endpoint failed is not the upgrade’s, and nothing is certified', () => {
  const change = { rows, journal: sickNear(at) };
  const context = contextWith(change);
  expect([errors(context), outage(context)]).toEqual([[], []]);
  expect(instrument(context)).toMatchObject([{ class: 'instrument', severity: 'inform', count: 1 }]);
  expect([blameClear(context).holds, canaryWell(context).holds]).toEqual([false, false]);
  expect(judge(evidenceOf({ ...CLEAN, ...change })).verdict).toBe('inconclusive');
});

test('the same failure at another time refuses: a sick moment excuses nothing else', () => {
  const change = { rows, journal: sickNear(at + 2_000_000) };
  expect(errors(contextWith(change))).toMatchObject([{ severity: 'refuse', count: 1 }]);
  expect(judge(evidenceOf({ ...CLEAN, ...change })).verdict).toBe('refused');
});

test('a request that merely lived through such a moment is put on the upgrade', () => {
  const long = changeRows([row], { outcome: 'failed', failure: 'timeout', status: null, server: null, end: 9_000_000 });
  expect(errors(contextWith({ rows: long, journal: sickNear(at + 3_000_000) }))).toMatchObject([{ count: 1 }]);
});

test('without a control endpoint nothing is measured, and it says so', () => {
  const journal = changeEvents('pulse', ({ canary: _, ...pulse }) => pulse);
  expect(canaryWell(contextWith({ journal }))).toMatchObject({ holds: true, measured: false });
});

test('too few questions, or one slow answer, are not well', () => {
  const with_ = (canary: { asked: number; failed: number; worstMs: number }) =>
    canaryWell(
      contextWith({
        journal: changeEvents('pulse', (pulse, index) => ({
          ...pulse,
          canary: index === 0 ? canary : { asked: 0, failed: 0, worstMs: null },
        })),
      }),
    ).holds;
  expect(with_({ asked: 20, failed: 0, worstMs: 500 })).toBe(true);
  expect(with_({ asked: 19, failed: 0, worstMs: 1 })).toBe(false);
  expect(with_({ asked: 20, failed: 0, worstMs: 501 })).toBe(false);
});

test('a health check that flaps while the node answers directly makes the run inconclusive, not refused', () => {
  const { from } = timesOf('6.3');
  const start = CLEAN.journal.find((event) => event.event === 'servers')!.servers;
  const seen = (t: number, down: boolean) => ({
    ...{ t, event: 'servers' as const, balancer: 'lb2' },
    servers: start.map((one) => ({
      ...one,
      operational: down && one.server === 'keystone2' ? ('stopped' as const) : one.operational,
    })),
  });
  const flapping = addEvents(seen(from + 1_000, false), seen(from + 1_200_000, true), seen(from + 1_900_000, false));
  expect(exposed(contextWith({ journal: flapping }))).toMatchObject([{ severity: 'inform', node: 'controller2' }]);
  expect(blameClear(contextWith({ journal: flapping }))).toMatchObject({ holds: false });
  const unasked = flapping.filter(({ event }) => event !== 'direct');
  expect(exposed(contextWith({ journal: unasked }))).toMatchObject([{ severity: 'refuse' }]);
  const silent = flapping.map((event) =>
    event.event === 'direct' && event.sent > from ? { ...event, status: null } : event,
  );
  expect(exposed(contextWith({ journal: silent }))).toMatchObject([{ severity: 'refuse' }]);
});
