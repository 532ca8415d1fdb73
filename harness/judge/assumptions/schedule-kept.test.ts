import { expect, test } from '@playwright/test';
import { CLEAN, changeRows, contextWith, rowIn } from '../testing/index.ts';
import { scheduleKept } from './schedule-kept.ts';

const row = rowIn('1.1', 5);
const late = (sent: number) => ({ sent, end: sent + 2_000 });

test('holds when requests leave in time; what was never sent is not late', () => {
  expect(scheduleKept(contextWith()).holds).toBe(true);
  const rows = changeRows([row], { sent: null, end: null, outcome: 'not-sent', failure: 'bound' });
  expect(scheduleKept(contextWith({ rows })).holds).toBe(true);
});

test('does not hold when a single one left too late', () => {
  expect(scheduleKept(contextWith({ rows: changeRows([row], late(250_000)) })).holds).toBe(true);
  expect(scheduleKept(contextWith({ rows: changeRows([row], late(250_001)) })).holds).toBe(false);
});

test('does not hold when more than one in a hundred left rather late', () => {
  const rows = CLEAN.rows.map((each, index) => (index % 90 === 0 ? { ...each, ...late(110_000) } : each));
  expect(scheduleKept(contextWith({ rows }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('within 110 ms'),
  });
});
