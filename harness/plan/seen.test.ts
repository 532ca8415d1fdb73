import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../journal/index.ts';
import { act } from '../journal/index.ts';
import { keystonePlan } from '../judge/testing/index.ts';
import { withSeen } from './seen.ts';
import { watchedPlan } from './watched.ts';

const lab = { services: {}, balancers: {}, nodes: {}, releases: { old: '1', new: '2' } };
const plan = watchedPlan({ plan: keystonePlan(), lab, command: './upgrade.sh', settleSeconds: 5, reads: true });
const ids = (one: typeof plan) => one.stages.map((stage) => stage.steps.map(({ id }) => id));

test('a watched plan looks, lets it be done, looks again and reads back', () => {
  expect(plan.stages.map((stage) => stage.steps.map(({ act }) => act.kind))).toEqual([
    ['observe'],
    ['watch'],
    ['observe', 'audit'],
  ]);
});

test('what was seen stands behind the step that it is a part of, in the order in which it was seen', () => {
  const seen = (t: number, step: string): JournalEvent => {
    return { t, event: 'step-started', step, title: `seen ${step}`, act: act('mark', {}) };
  };
  const journal = [seen(1, '2.1.1'), seen(2, '2.1.2'), seen(3, '2.1.10')];
  expect(ids(withSeen(plan, journal))).toEqual([['1.1'], ['2.1', '2.1.1', '2.1.2', '2.1.10'], ['3.1', '3.2']]);
});

test('a journal in which nothing was seen leaves the plan as it is', () => {
  expect(withSeen(plan, [{ t: 1, event: 'step-started', step: '2.1' }])).toBe(plan);
});
