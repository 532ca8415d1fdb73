import { expect, test } from '@playwright/test';
import { CLEAN, changeEvents, changeRows, contextWith, rowIn, runWithGuest, timesOf } from '../testing/index.ts';
import { baselineClean } from './baseline-clean.ts';

const failing = { outcome: 'failed', failure: 'status', status: 503 } as const;

test('holds when nothing failed before the first change, whatever failed later', () => {
  expect(baselineClean(contextWith()).holds).toBe(true);
  expect(baselineClean(contextWith({ rows: changeRows([rowIn('2.2')], failing) })).holds).toBe(true);
});

test('does not hold after a failure in the baseline', () => {
  expect(baselineClean(contextWith({ rows: changeRows([rowIn('1.1')], failing) }))).toMatchObject({
    holds: false,
    detail: '1 request failed before anything was touched.',
  });
});

test('does not hold when what lives through the upgrade was away in the baseline; later it is a finding', () => {
  const away = (moment: number) => (sent: number) => sent < moment || sent >= moment + 200_000;
  const early = runWithGuest(away(timesOf('1.1').from + 2_000_000));
  expect(baselineClean(contextWith(early)).detail).toBe('1 probe failed before anything was touched.');
  expect(baselineClean(contextWith(runWithGuest(away(timesOf('3.3').from)))).holds).toBe(true);
});

test('does not hold when a server was down or out from the start', () => {
  const journal = changeEvents('servers', (event, index) =>
    index > 0
      ? event
      : {
          ...event,
          servers: event.servers.map((sample, place) => (place === 1 ? { ...sample, operational: 'stopped' } : sample)),
        },
  );
  expect(baselineClean(contextWith({ journal }))).toMatchObject({
    holds: false,
    detail: 'not up when the run began: keystone2 on lb1.',
  });
});

test('does not hold when nobody watched before', () => {
  const stages = CLEAN.plan.stages.slice(1);
  expect(baselineClean(contextWith({ plan: { ...CLEAN.plan, stages } })).detail).toBe(
    'nobody watched it before the upgrade.',
  );
});
