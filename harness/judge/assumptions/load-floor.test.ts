import { expect, test } from '@playwright/test';
import { CLEAN, contextWith, type Row, timesOf } from '../testing/index.ts';
import { loadFloor } from './load-floor.ts';

const unsent = { sent: null, end: null, outcome: 'not-sent', failure: 'bound' } as const;
const floorOf = (change: (row: Row, index: number) => Row) => loadFloor(contextWith({ rows: CLEAN.rows.map(change) }));
const second = ({ intended }: Row): number => Math.floor(intended / 1_000_000);

test('holds for a steady load', () => {
  expect(loadFloor(contextWith()).holds).toBe(true);
});

test('does not hold when a tenth and more of one second was not sent, and says which second', () => {
  expect(floorOf((row, index) => (second(row) === 30 && index % 20 === 0 ? { ...row, ...unsent } : row)).holds).toBe(
    true,
  );
  expect(floorOf((row, index) => (second(row) === 30 && index % 4 === 0 ? { ...row, ...unsent } : row))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('first in second 30'),
  });
});

test('what was given up because the run ended is no hole', () => {
  const lastSeconds = timesOf('6.4').from - 3_000_000;
  expect(floorOf((row) => (row.intended > lastSeconds ? { ...row, ...unsent, failure: 'stopped' } : row)).holds).toBe(
    true,
  );
});

test('does not hold when the baseline saw too little', () => {
  const { to } = timesOf('1.1');
  const rows = CLEAN.rows.filter((row, index) => row.intended > to || index % 20 === 0);
  expect(loadFloor(contextWith({ rows }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('before the upgrade (needed 100)'),
  });
});

test('does not hold when a stage went by nearly unwatched', () => {
  const { from } = timesOf('4.1');
  const { to } = timesOf('4.2');
  const rows = CLEAN.rows.filter(({ intended }) => intended < from || intended > to);
  expect(loadFloor(contextWith({ rows }))).toMatchObject({
    holds: false,
    detail: 'only 0 requests in stage 4 (needed 10).',
  });
});

test('a stage that changes no sides may be over before ten requests come, if it is brief', () => {
  const { from, to } = timesOf('6.2');
  const plan = {
    ...CLEAN.plan,
    stages: CLEAN.plan.stages.map((stage) =>
      stage.id === '6' ? { ...stage, steps: stage.steps.filter(({ id }) => id === '6.2') } : stage,
    ),
  };
  const rows = CLEAN.rows.filter(({ intended }) => intended < from || intended > to);
  const rated = (rate: number) => loadFloor(contextWith({ plan: { ...plan, rate }, rows })).detail;
  const seconds = (to - from) / 1e6;
  expect(rated(29 / seconds)).not.toContain('stage 6');
  expect(rated(31 / seconds)).toContain('in stage 6 (needed 10)');
});

test('where the rate changes, what may be expected of a brief stage is what was offered just then', () => {
  const { from, to } = timesOf('6.2');
  const seconds = (to - from) / 1e6;
  const before = (from - CLEAN.rows[0]!.intended) / 1e6;
  const stages = CLEAN.plan.stages.map((stage) =>
    stage.id === '6' ? { ...stage, steps: stage.steps.filter(({ id }) => id === '6.2') } : stage,
  );
  const rows = CLEAN.rows.filter(({ intended }) => intended < from || intended > to);
  const shaped = (during: number) => {
    const phases = [{ rate: 100, seconds: before }, { rate: during, seconds }, { rate: 100 }];
    return loadFloor(contextWith({ plan: { ...CLEAN.plan, stages, shape: { arrivals: 'poisson', phases } }, rows }))
      .detail;
  };
  expect(shaped(29 / seconds)).not.toContain('stage 6');
  expect(shaped(31 / seconds)).toContain('in stage 6 (needed 10)');
});
