import { expect, test } from '@playwright/test';
import { openDatabase } from '../database/index.ts';
import type { Report } from '../rollcall/index.ts';
import { findRelease } from './release.ts';
import { syncApi, syncCell } from './sync.ts';
import { checkUpgrade, exitCode, printChecks } from './upgrade-check.ts';

const [OLD, NEW] = [findRelease('2025.1'), findRelease('2026.1')];
const silent = () => undefined;

const compute = (host: string, level: number): Report => ({
  binary: 'nova-compute',
  host,
  level,
  release: '2025.1',
  disabled: false,
  disabledReason: null,
  startedAt: 0,
  seenAt: 0,
  up: true,
});

function check(release: typeof OLD, reports: readonly Report[], synced = NEW) {
  using api = openDatabase(':memory:');
  using cell = openDatabase(':memory:');
  syncApi({ api, cell }, synced, silent);
  syncCell({ api, cell }, synced, silent);
  return checkUpgrade({ api, cell }, release, { list: () => reports });
}

test('0 when all is new, 1 while a nova-compute is of the release before, 2 when one is older', () => {
  expect(exitCode(check(NEW, [compute('a', NEW.level)]))).toBe(0);
  expect(exitCode(check(NEW, [compute('a', NEW.level), compute('b', OLD.level)]))).toBe(1);
  expect(exitCode(check(NEW, [compute('a', NEW.level), compute('b', OLD.level - 1)]))).toBe(2);
});

test('2 where the schema is that of the release before', () => {
  expect(exitCode(check(NEW, [], OLD))).toBe(2);
  expect(exitCode(check(OLD, [], OLD))).toBe(0);
});

test('prints a table that says what to do', () => {
  const lines = printChecks(check(NEW, [compute('b', OLD.level)])).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines.find((line) => line.includes('Details: nova-compute on b'))).toContain('keep upgrade_levels');
});
