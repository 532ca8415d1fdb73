import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { act, type JournalEvent } from '../../journal/index.ts';
import { CLEAN, contextWith, keystoneRun } from '../testing/index.ts';
import { orderKept } from './order-kept.ts';

const PLANNED = CLEAN.plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id));

function taken(...ids: readonly string[]): JournalEvent[] {
  return ids.flatMap((step): JournalEvent[] => [
    { t: 0, event: 'step-started', step },
    { t: 0, event: 'step-ended', step, outcome: 'done' },
  ]);
}
const judged = (journal: readonly JournalEvent[]) => orderKept(contextWith({ journal }));

test('holds for runs of every order, and for one that was stopped and put back', () => {
  for (const order of ['crossover', 'rolling', 'half', 'all-at-once'] as const)
    expect(orderKept(contextWith(keystoneRun({ order }))).holds).toBe(true);
  expect(orderKept(contextWith(keystoneRun({ interruptedAt: 27_000_000 }))).holds).toBe(true);
});

test('of all orders, the planned one only', () => {
  const some = PLANNED.slice(0, 6);
  const shuffled = fc.shuffledSubarray(some, { minLength: some.length });
  fc.assert(fc.property(shuffled, (ids) => judged(taken(...ids)).holds === (ids.join() === some.join())));
});

test('names the steps that began too early, and what they did not wait for', () => {
  const [first, second, third] = PLANNED as [string, string, string];
  expect(judged(taken(first, third, second))).toMatchObject({
    holds: false,
    detail: `1 step began too early: ${third} before ${second} was done.`,
  });
});

test('one that failed or was put back is taken again before what follows it', () => {
  const [first, second, third] = PLANNED as [string, string, string];
  const begun: JournalEvent[] = [
    ...taken(first),
    { t: 0, event: 'step-started', step: second },
    { t: 0, event: 'undo-registered', undo: 0, subject: 'keystone@controller1', act: act('rejoin', {}) },
    { t: 0, event: 'step-ended', step: second, outcome: 'done' },
  ];
  const failed: JournalEvent[] = [
    { t: 0, event: 'step-started', step: third },
    { t: 0, event: 'step-ended', step: third, outcome: 'failed' },
  ];
  const undone: JournalEvent = { t: 0, event: 'undo-ended', undo: 0 };
  expect(judged([...begun, ...failed, ...taken(third)]).holds).toBe(true);
  expect(judged([...begun, ...failed, undone, ...taken(second, third)]).holds).toBe(true);
  expect(judged([...begun, ...failed, undone, ...taken(third)]).holds).toBe(false);
});

test('what only the journal knows, such as a way back, has no place in the order', () => {
  expect(judged(taken('undo-3', PLANNED[0]!, 'undo-4')).holds).toBe(true);
});

test('what was seen while a step went on is a part of it, and need not wait for its end', () => {
  const [first, second, third] = PLANNED as [string, string, string];
  const { plan } = CLEAN;
  const part = `${second}.1`;
  const stages = plan.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.flatMap((step) => (step.id === second ? [step, { ...step, id: part }] : [step])),
  }));
  const during = (inner: string): JournalEvent[] => [
    ...taken(first),
    { t: 0, event: 'step-started', step: second },
    ...taken(inner),
    { t: 0, event: 'step-ended', step: second, outcome: 'done' },
  ];
  const judgedWith = (journal: JournalEvent[]) => orderKept(contextWith({ plan: { ...plan, stages }, journal })).holds;
  expect(judgedWith(during(part))).toBe(true);
  expect(judgedWith(during(third))).toBe(false);
});
