import { expect, test } from '@playwright/test';
import { CLEAN, contextWith } from '../testing/index.ts';
import { experiment } from './experiment.ts';

test('says what was left out on purpose', () => {
  expect(experiment(contextWith())).toEqual([]);
  expect(experiment(contextWith({ plan: { ...CLEAN.plan, skipped: ['drain'] } }))).toMatchObject([
    { class: 'experiment', severity: 'inform', title: 'An experiment: left out drain' },
  ]);
});
