import { expect, test } from '@playwright/test';
import { CLEAN, contextWith } from '../testing/index.ts';
import { notAnExperiment } from './not-an-experiment.ts';

test('does not hold when kinds of step were left out', () => {
  expect(notAnExperiment(contextWith()).holds).toBe(true);
  expect(notAnExperiment(contextWith({ plan: { ...CLEAN.plan, skipped: ['drain'] } }))).toMatchObject({
    holds: false,
    detail: 'Left out on purpose: drain.',
  });
});
