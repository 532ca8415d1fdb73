import { expect, test } from '@playwright/test';
import { compareVersions, formatVersion } from './version.ts';

test('versions are pairs of integers, not decimals', () => {
  expect(compareVersions({ major: 2, minor: 9 }, { major: 2, minor: 10 })).toBeLessThan(0);
  expect(compareVersions({ major: 3, minor: 0 }, { major: 2, minor: 96 })).toBeGreaterThan(0);
  expect(compareVersions({ major: 2, minor: 10 }, { major: 2, minor: 10 })).toBe(0);
  expect(formatVersion({ major: 2, minor: 10 })).toBe('2.10');
});
