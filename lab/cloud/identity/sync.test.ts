import { expect, test } from '@playwright/test';
import { openDatabase } from '../database/index.ts';
import { findRelease } from './release.ts';
import { syncDatabase } from './sync.ts';

const silent = () => undefined;
const newest = findRelease('2026.1');

test('check names the next phase by the exit code of the real tool', () => {
  using database = openDatabase(':memory:');
  const check = () => syncDatabase(database, newest, 'check', silent);
  expect(check()).toBe(2);
  syncDatabase(database, newest, 'expand', silent);
  expect(check()).toBe(3);
  syncDatabase(database, newest, 'migrate', silent);
  expect(check()).toBe(4);
  syncDatabase(database, newest, 'contract', silent);
  expect(check()).toBe(0);
});

test('without an option all phases are run, and old code has none', () => {
  using database = openDatabase(':memory:');
  const lines: string[] = [];
  syncDatabase(database, findRelease('2025.1'), undefined, (line) => lines.push(line));
  syncDatabase(database, newest, undefined, (line) => lines.push(line));
  expect(lines).toEqual([
    'expand: nothing to do',
    'migrate: nothing to do',
    'contract: nothing to do',
    'expand: 2026.1_token_times',
    'migrate: 2026.1_token_times',
    'contract: 2026.1_token_times',
  ]);
});
