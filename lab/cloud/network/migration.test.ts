import { expect, test } from '@playwright/test';
import { openDatabase } from '../database/index.ts';
import { findRelease } from './release.ts';
import { SCHEMA } from './schema.ts';
import { makeStore } from './store/index.ts';
import { current, hasOfflineMigrations, type Upgrade, upgrade } from './upgrade.ts';

const network = { project_id: 'p', admin_state_up: true, shared: false, 'router:external': false };
const NAMES = ['2025.1', '2026.1'] as const;

function bothReleases() {
  const database = openDatabase(':memory:');
  database.script(SCHEMA);
  const store = (name: string) => makeStore(database, findRelease(name).owner, () => Date.UTC(2026, 3, 1));
  const target = findRelease('2026.1');
  const told: string[] = [];
  const print = (line: string) => told.push(line);
  return {
    old: store('2025.1'),
    new: store('2026.1'),
    told,
    upgrade: (how: Upgrade) => upgrade(database, target, how, print),
    pending: () => hasOfflineMigrations(database, target, print),
    current: () => current(database, target, print),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

test('new code breaks before expand, and nothing of the failure stays', () => {
  using both = bothReleases();
  expect(() => both.new.add('network', network)).toThrow('no column named project_id');
  expect(() => both.new.list('network', {})).toThrow('no such column: project_id');
  both.upgrade('--expand');
  expect(both.new.list('network', {})).toEqual([]);
  expect(both.new.find('network', both.new.add('network', network))).toMatchObject(network);
});

test('between expand and contract each release finds all that the other made, and whose it is', () => {
  using both = bothReleases();
  const before = both.old.add('network', { ...network, name: 'before' });
  both.upgrade('--expand');
  for (const by of [both.old, both.new]) by.add('network', network);
  const all = both.old.list('network', { project: 'p' });
  expect(all).toHaveLength(3);
  expect(all.map(({ tenant_id, project_id }) => [tenant_id, project_id])).toEqual(Array(3).fill(['p', 'p']));
  expect(both.new.list('network', { project: 'p' })).toEqual(all);
  expect(both.new.list('network', { project: 'somebody else' })).toEqual([]);
  expect(both.new.find('network', before)).toMatchObject({ name: 'before', project_id: 'p' });
});

test('old code breaks after contract, new code goes on', () => {
  using both = bothReleases();
  const id = both.old.add('network', network);
  both.upgrade('--expand');
  both.upgrade('--contract');
  expect(() => both.old.add('network', network)).toThrow('no column named tenant_id');
  expect(() => both.old.find('network', id)).toThrow('no such column: tenant_id');
  expect(both.new.find('network', id)).toMatchObject({ project_id: 'p', tenant_id: 'p' });
});

test('contract waits for expand; the tool says what is pending', () => {
  using both = bothReleases();
  expect(() => both.upgrade('--contract')).toThrow('contract ahead of expand');
  both.current();
  expect([both.pending(), both.told.splice(0)]).toEqual([
    1,
    ['  Running current for neutron ...', '  OK', expect.stringContaining('Need to apply migrations')],
  ]);
  both.upgrade('--expand');
  both.told.splice(0);
  both.current();
  expect([both.pending(), both.told.splice(0)[1]]).toEqual([1, '2026.1_expand (head)']);
  both.upgrade('--contract');
  both.told.splice(0);
  both.current();
  expect([both.pending(), both.told]).toEqual([
    0,
    [
      '  Running current for neutron ...',
      '2026.1_expand (head)',
      '2026.1_contract (head)',
      '  OK',
      'No offline migrations pending.',
    ],
  ]);
});

test('the two releases differ in what clients see: the newest version, and one extension', () => {
  const [old, new_] = NAMES.map(findRelease);
  expect([old!.versions[0]!.id, new_!.versions[0]!.id]).toEqual(['v2.0', 'v2.1']);
  expect(new_!.versions.map(({ id }) => id)).toContain('v2.0');
  const aliases = new Set(old!.extensions.map(({ alias }) => alias));
  expect(new_!.extensions.filter(({ alias }) => !aliases.has(alias))).toHaveLength(1);
  expect(() => findRelease('2024.1')).toThrow('Expected a release (2025.1, 2026.1), got 2024.1');
});
