import { expect, test } from '@playwright/test';
import type { Cause } from '../../journal/index.ts';
import { changeEvents, contextWith } from '../testing/index.ts';
import { experimentWorked } from './experiment-worked.ts';

const failAt = (step: string, cause?: Cause) =>
  changeEvents('step-ended', (event) =>
    event.step === step ? { ...event, outcome: 'failed', ...(cause ? { cause } : {}) } : event,
  );

test('holds when nothing failed, and when the upgrade did', () => {
  expect(experimentWorked(contextWith()).holds).toBe(true);
  const journal = failAt('3.3', { code: 'release-unchanged', message: 'still old', blame: 'upgrade' });
  expect(experimentWorked(contextWith({ journal })).holds).toBe(true);
});

test('does not hold when a step failed through the experiment, or nobody knows why', () => {
  const journal = failAt('3.3', { code: 'ssh-failed', message: 'connection lost', blame: 'experiment' });
  expect(experimentWorked(contextWith({ journal }))).toMatchObject({
    holds: false,
    detail: 'step 3.3 failed: connection lost (ssh-failed).',
  });
  expect(experimentWorked(contextWith({ journal: failAt('3.3') })).holds).toBe(false);
});

test('does not hold when the recorder crashed', () => {
  const cause = { code: 'worker-died', message: 'the recorder died', blame: 'experiment' as const };
  const journal = changeEvents('run-ended', (event) => ({ ...event, ended: 'failed', cause }));
  expect(experimentWorked(contextWith({ journal }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('the recorder died'),
  });
});
