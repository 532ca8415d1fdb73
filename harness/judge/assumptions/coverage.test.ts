import { expect, test } from '@playwright/test';
import { CLEAN, contextWith, RENEWED, timesOf, withBalancerUpgraded } from '../testing/index.ts';
import { coverage } from './coverage.ts';

test('holds when every operation met every server in both releases', () => {
  expect(coverage(contextWith())).toMatchObject({ holds: true, detail: expect.stringContaining('54 combinations') });
});

test('does not hold when one operation never met one server in one release', () => {
  const { from } = timesOf('3.2');
  const rows = CLEAN.rows.map((row) =>
    row.operation === 'list-users' && row.server === 'keystone2' && row.intended > from
      ? { ...row, server: 'keystone1' }
      : row,
  );
  expect(coverage(contextWith({ rows }))).toMatchObject({
    holds: false,
    detail: 'never answered: list-users by new keystone2 (1 of 54 combinations missing).',
  });
});

test('failures do not count as answers', () => {
  const rows = CLEAN.rows.map((row) =>
    row.operation === 'log-in' ? { ...row, outcome: 'failed' as const, failure: 'status' as const, status: 500 } : row,
  );
  expect(coverage(contextWith({ rows }))).toMatchObject({ holds: false, detail: expect.stringContaining('6 of 54') });
});

test('does not hold when answers name no server or tell no version', () => {
  const noServer = CLEAN.rows.map((row) => ({ ...row, server: null }));
  expect(coverage(contextWith({ rows: noServer }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('54 of 54'),
  });
  const noVersion = CLEAN.rows.map((row) => ({ ...row, version: null }));
  expect(coverage(contextWith({ rows: noVersion }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('no answer told a version'),
  });
});

test('where stop and start were not seen, a server has the old release until it leaves and the new one once it is back', () => {
  const { plan } = CLEAN;
  const stages = plan.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) =>
      ['stop', 'start'].includes(step.act.kind) ? { ...step, act: { ...step.act, kind: 'mark' } } : step,
    ),
  }));
  expect(coverage(contextWith({ plan: { ...plan, stages } }))).toMatchObject({
    holds: true,
    detail: expect.stringContaining('54 combinations'),
  });
});

test('of a load balancer that is upgraded, every operation was answered through the old one and through the new one', () => {
  const run = withBalancerUpgraded();
  expect(coverage(contextWith(run))).toMatchObject({ holds: true, detail: expect.stringContaining('72 combinations') });
  const rows = run.rows.filter(({ operation, intended }) => operation !== 'log-in' || intended < RENEWED.from);
  expect(coverage(contextWith({ ...run, rows }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('log-in through a load balancer of the new release'),
  });
});
