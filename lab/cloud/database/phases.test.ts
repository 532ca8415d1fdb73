import { expect, test } from '@playwright/test';
import { openDatabase } from './database.ts';
import { type Migration, nextPhase, PhaseOrderError, runPhase } from './phases.ts';

const rename: Migration = {
  revision: 'rename',
  expand: 'ALTER TABLE thing ADD COLUMN new TEXT',
  migrate: 'UPDATE thing SET new = old WHERE id IN (SELECT id FROM thing WHERE new IS NULL LIMIT 2)',
  contract: 'ALTER TABLE thing DROP COLUMN old',
};

function databaseWithThings() {
  const database = openDatabase(':memory:');
  database.script(`CREATE TABLE thing (id INTEGER PRIMARY KEY, old TEXT);
    INSERT INTO thing (old) VALUES ('a'), ('b'), ('c'), ('d'), ('e')`);
  return database;
}

test('expand, migrate in batches, contract', () => {
  using database = databaseWithThings();
  const next = () => nextPhase(database, [rename]);
  expect(next()).toBe('expand');
  runPhase(database, [rename], 'expand');
  expect(next()).toBe('migrate');
  runPhase(database, [rename], 'migrate');
  expect(database.all('SELECT new FROM thing').map((row) => row.new)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(next()).toBe('contract');
  runPhase(database, [rename], 'contract');
  expect(next()).toBeUndefined();
  expect(() => database.all('SELECT old FROM thing')).toThrow('no such column: old');
});

test('a phase that was run does nothing when it is run again', () => {
  using database = databaseWithThings();
  expect(runPhase(database, [rename], 'expand')).toEqual(['rename']);
  expect(runPhase(database, [rename], 'expand')).toEqual([]);
});

test('no phase goes ahead of an earlier one', () => {
  using database = databaseWithThings();
  expect(() => runPhase(database, [rename], 'migrate')).toThrow(PhaseOrderError);
  runPhase(database, [rename], 'expand');
  expect(() => runPhase(database, [rename], 'contract')).toThrow('contract ahead of migrate');
  expect(database.all('SELECT old FROM thing')).toHaveLength(5);
});

test('a phase that fails half-way leaves nothing, and can be run again', () => {
  using database = databaseWithThings();
  const broken = { ...rename, expand: `${rename.expand}; ALTER TABLE nowhere ADD COLUMN new TEXT` };
  expect(() => runPhase(database, [broken], 'expand')).toThrow('no such table: nowhere');
  expect(runPhase(database, [rename], 'expand')).toEqual(['rename']);
});
