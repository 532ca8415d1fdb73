import { expect, test } from '@playwright/test';
import {
  addEvents,
  CLEAN,
  changeEvents,
  contextWith,
  RENEWED,
  timesOf,
  withBalancerUpgraded,
} from '../testing/index.ts';
import { balancersWatched } from './balancers-watched.ts';

const { from } = timesOf('6.3');
const instance = CLEAN.journal.find((event) => event.event === 'balancer-instance')!;
const broken = (detail: string) => ({ holds: false, detail: expect.stringContaining(detail) });

test('holds when each was sampled all the time and stayed the same process', () => {
  expect(balancersWatched(contextWith()).holds).toBe(true);
  const again = { ...instance, t: from, uptimeSeconds: 70 };
  expect(balancersWatched(contextWith({ journal: addEvents(again) })).holds).toBe(true);
});

test('does not hold when one did not answer', () => {
  const journal = addEvents({ t: from, event: 'balancer-silent', balancer: 'lb1', message: 'connect ENOENT' });
  expect(balancersWatched(contextWith({ journal }))).toMatchObject(broken('did not answer 1 time, first at'));
});

test('does not hold with a hole in the counters', () => {
  const journal = changeEvents('counters', (event) => (event.t > from && event.t < from + 2_500_000 ? null : event));
  expect(balancersWatched(contextWith({ journal }))).toMatchObject(broken('no counters of lb1 for'));
});

test('does not hold after a restart or a reload', () => {
  const restarted = addEvents({ ...instance, t: from, pid: 9, uptimeSeconds: 0 });
  expect(balancersWatched(contextWith({ journal: restarted }))).toMatchObject(
    broken('lb1 was restarted or reloaded by'),
  );
  const reloaded = addEvents({ ...instance, t: from, uptimeSeconds: 1 });
  expect(balancersWatched(contextWith({ journal: reloaded })).holds).toBe(false);
});

test('does not hold when one of the planned ones was never seen', () => {
  const plan = { ...CLEAN.plan, balancers: ['lb1', 'lb2'] };
  expect(balancersWatched(contextWith({ plan }))).toMatchObject(broken('the server states of lb2 were never seen'));
});

test('holds when the plan itself made another one of it, and it was silent meanwhile', () => {
  const silent = { t: RENEWED.from + 100_000, event: 'balancer-silent' as const, balancer: 'lb1', message: 'refused' };
  expect(balancersWatched(contextWith(withBalancerUpgraded(silent)))).toMatchObject({
    holds: true,
    detail: expect.stringContaining('no restart but the planned ones'),
  });
  const run = withBalancerUpgraded();
  const hole = run.journal.filter(({ event, t }) => event !== 'counters' || t < RENEWED.from || t > RENEWED.to);
  expect(balancersWatched(contextWith({ ...run, journal: hole })).holds).toBe(true);
});

test('does not hold when somebody else restarted it besides', () => {
  const again = { ...instance, t: RENEWED.from - 500_000, pid: 9, uptimeSeconds: 0 };
  expect(balancersWatched(contextWith(withBalancerUpgraded(again)))).toMatchObject(
    broken('lb1 was restarted or reloaded by'),
  );
});
