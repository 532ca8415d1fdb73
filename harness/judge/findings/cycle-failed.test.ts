import { expect, test } from '@playwright/test';
import { addEvents, contextWith, timesOf } from '../testing/index.ts';
import { cycleFailed } from './cycle-failed.ts';

const cycle = (t: number, outcome: 'ok' | 'failed') =>
  ({
    t,
    event: 'cycle',
    cycle: 'server-life',
    number: 1,
    mark: 'r-1',
    started: t - 1000,
    outcome,
    at: 'active',
    why: 'ERROR',
  }) as const;

test('what was accepted and never done refuses, with the step in which it showed', () => {
  const { from } = timesOf('3.3');
  const [finding, ...more] = cycleFailed(contextWith({ journal: addEvents(cycle(from + 1, 'failed')) }));
  expect(finding).toMatchObject({ class: 'cycle-failed', severity: 'refuse', step: '3.3', count: 1 });
  expect(finding!.detail).toContain('r-1');
  expect(more).toEqual([]);
});

test('completed ones, and failures from before the upgrade, are no finding', () => {
  const { from } = timesOf('1.1');
  const journal = addEvents(cycle(from + 5_000, 'failed'), cycle(timesOf('3.3').from + 1, 'ok'));
  expect(cycleFailed(contextWith({ journal }))).toEqual([]);
});
