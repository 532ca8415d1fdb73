import { expect, test } from '@playwright/test';
import { hashPassword, passwordMatches } from './password.ts';

test('a password matches its own hash only, and no two hashes are the same', async () => {
  const hash = await hashPassword('correct');
  expect(hash).not.toContain('correct');
  expect(hash).not.toBe(await hashPassword('correct'));
  expect(await passwordMatches('correct', hash)).toBe(true);
  expect(await passwordMatches('Correct', hash)).toBe(false);
});
