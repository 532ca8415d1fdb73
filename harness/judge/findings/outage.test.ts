import { expect, test } from '@playwright/test';
import { OUTAGES_LISTED } from '../limits.ts';
import { CLEAN, changeRows, contextWith, type Row, rowIn, timesOf } from '../testing/index.ts';
import { outage } from './outage.ts';

const failing = { outcome: 'failed', failure: 'timeout', status: null, server: null, version: null } as const;
const stream = ({ operation, lane }: Row): boolean => operation === 'discover' && lane === 'keep-alive';

test('a clean run has none', () => {
  const context = contextWith();
  expect(outage(context)).toEqual([]);
  expect(context.outages().listed).toEqual([]);
});

test('two failures in a row of one stream: bounds from the successes around them', () => {
  const numbers = [...CLEAN.rows.keys()].filter((row) => stream(CLEAN.rows[row]!));
  const first = numbers.indexOf(rowIn('3.3', 2, stream));
  const [before, a, b, after] = numbers
    .slice(first - 1, first + 3)
    .map((row) => CLEAN.rows[row]!.intended + CLEAN.rows[row]!.sent!);
  const context = contextWith({ rows: changeRows(numbers.slice(first, first + 2), failing) });
  expect(context.outages().listed).toEqual([
    {
      service: 'keystone',
      operation: 'discover',
      lane: 'keep-alive',
      step: '3.3',
      from: a,
      to: after,
      lowerMs: (b! - a!) / 1_000,
      upperMs: (after! - before!) / 1_000,
      failed: 2,
    },
  ]);
  expect(outage(context)).toMatchObject([
    { class: 'outage', severity: 'refuse', step: '3.3', node: 'controller2', count: 1, from: a, to: after },
  ]);
});

test('everything fails to the end: one finding, with all streams, that never came back', () => {
  const { from } = timesOf('6.4');
  const down = [...CLEAN.rows.keys()].filter((row) => CLEAN.rows[row]!.intended > from);
  const context = contextWith({ rows: changeRows(down, failing) });
  const [finding, ...others] = outage(context);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ step: '6.4', to: null, count: context.outages().listed.length });
  expect(finding!.title).toContain('to the end');
});

test('one that was over before anything was touched only informs', () => {
  expect(outage(contextWith({ rows: changeRows([rowIn('1.1', 5)], failing) }))).toMatchObject([
    { severity: 'inform', step: '1.1' },
  ]);
});

test('of very many only the longest are listed; the finding counts all', () => {
  const outages = 2 * OUTAGES_LISTED + 300;
  // Good and bad in turn, each pause a little longer than the one before.
  const rows = Array.from(
    { length: 2 * outages + 1 },
    (_, index): Row => ({
      intended: index * index * 10,
      ...(index % 2 === 1 ? failing : {}),
    }),
  );
  const context = contextWith({ rows });
  const { listed } = context.outages();
  expect(listed).toHaveLength(OUTAGES_LISTED);
  expect(listed[0]!.from).toBe(rows[2 * (outages - OUTAGES_LISTED) + 1]!.intended + 100);
  expect(outage(context).reduce((sum, { count }) => sum + count, 0)).toBe(outages);
});
