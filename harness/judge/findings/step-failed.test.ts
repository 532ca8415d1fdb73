import { expect, test } from '@playwright/test';
import { changeEvents, contextWith } from '../testing/index.ts';
import { stepFailed } from './step-failed.ts';

const cause = { code: 'not-up', message: 'keystone3 does not answer', blame: 'upgrade' as const };
const failAt = (step: string, blame: 'upgrade' | 'experiment') =>
  changeEvents('step-ended', (event) =>
    event.step === step ? { ...event, outcome: 'failed', cause: { ...cause, blame } } : event,
  );

test('a clean run has none', () => {
  expect(stepFailed(contextWith())).toEqual([]);
});

test('a step that failed through the upgrade refuses', () => {
  expect(stepFailed(contextWith({ journal: failAt('5.4', 'upgrade') }))).toMatchObject([
    {
      class: 'step-failed',
      severity: 'refuse',
      step: '5.4',
      node: 'controller3',
      detail: expect.stringContaining('Keystone3 does not answer.'),
    },
  ]);
});

test('one that failed through the experiment does not', () => {
  expect(stepFailed(contextWith({ journal: failAt('5.4', 'experiment') }))).toEqual([]);
});

test('a run that failed by itself through the upgrade refuses; the same cause is not told twice', () => {
  const ended = changeEvents('run-ended', (event) => ({ ...event, ended: 'failed', cause }));
  expect(stepFailed(contextWith({ journal: ended }))).toMatchObject([{ title: 'The upgrade failed' }]);
  const both = failAt('5.4', 'upgrade').map((event) =>
    event.event === 'run-ended' ? { ...event, ended: 'failed' as const, cause } : event,
  );
  expect(stepFailed(contextWith({ journal: both }))).toHaveLength(1);
});
