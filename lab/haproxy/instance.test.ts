import { expect, test } from '@playwright/test';
import { isAnother } from './instance.ts';

const before = { version: '2.6.12', pid: 8, uptimeSeconds: 20, startedAtSeconds: 1000 };

test('the same process, later', () => {
  expect(isAnother(before, { ...before, uptimeSeconds: 21 })).toBe(false);
  expect(isAnother(before, before)).toBe(false);
});

test('another process: by its number, its version, when it began, or that it runs for less long', () => {
  for (const change of [{ pid: 9 }, { version: '2.6.13' }, { startedAtSeconds: 1015, uptimeSeconds: 21 }])
    expect(isAnother(before, { ...before, ...change })).toBe(true);
  const silent = { ...before, startedAtSeconds: undefined };
  expect(isAnother(silent, { ...silent, uptimeSeconds: 19 })).toBe(true);
  expect(isAnother(silent, { ...silent, uptimeSeconds: 21 })).toBe(false);
});
