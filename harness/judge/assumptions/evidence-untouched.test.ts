import { expect, test } from '@playwright/test';
import { contextWith } from '../testing/index.ts';
import { evidenceUntouched } from './evidence-untouched.ts';

test('holds as long as nothing differs', () => {
  expect(evidenceUntouched(contextWith()).holds).toBe(true);
});

test('does not hold for changed evidence, and says what was changed', () => {
  const context = { ...contextWith(), tampered: ['journal.ndjson:17 was changed', 'plan.json is missing'] };
  expect(evidenceUntouched(context)).toMatchObject({
    holds: false,
    detail: expect.stringContaining('journal.ndjson:17 was changed'),
  });
});
