import { expect, test } from '@playwright/test';
import { openDatabase } from '../database/index.ts';
import { findRelease } from './release.ts';
import { makeFlavors, makeInstances, type NewInstance } from './store/index.ts';
import { isUpToDate, migrateOnline, pendingRows, syncApi, syncCell } from './sync.ts';

const [OLD, NEW] = [findRelease('2025.1'), findRelease('2026.1')];
const silent = () => undefined;

function bothReleases() {
  const databases = { api: openDatabase(':memory:'), cell: openDatabase(':memory:') };
  syncApi(databases, OLD, silent);
  syncCell(databases, OLD, silent);
  const clock = () => Date.UTC(2026, 3, 1);
  const store = (release: typeof OLD) => ({
    flavors: makeFlavors(databases.api, release),
    instances: makeInstances(databases.cell, release, clock),
  });
  const [old, latest] = [store(OLD), store(NEW)];
  for (const host of ['a', 'b']) old.instances.addComputeNode(`id of ${host}`, host, '127.0.0.1');
  return {
    databases,
    old,
    latest,
    [Symbol.dispose]() {
      databases.api[Symbol.dispose]();
      databases.cell[Symbol.dispose]();
    },
  };
}

const server = (id: string): NewInstance => ({
  id,
  projectId: 'p',
  userId: 'u',
  name: id,
  hostname: id,
  description: null,
  flavor: { id: '42', name: 'm1.nano', vcpus: 1, ram: 128, disk: 1 },
  image: 'cirros',
  keyName: null,
  publicKey: null,
  metadata: {},
  securityGroups: ['default'],
  forcedHost: null,
});

test('new code breaks before the two syncs, old code goes on after them', () => {
  using both = bothReleases();
  both.old.instances.add(server('one'));
  expect(() => both.latest.flavors.find('42')).toThrow('no such column: description');
  expect(() => both.latest.instances.find('one')).toThrow('no such column: compute_id');
  expect(isUpToDate(both.databases, NEW)).toBe(false);
  syncApi(both.databases, NEW, silent);
  expect(isUpToDate(both.databases, NEW)).toBe(false);
  syncCell(both.databases, NEW, silent);
  expect(isUpToDate(both.databases, NEW)).toBe(true);
  expect(isUpToDate(both.databases, OLD)).toBe(true);
  both.old.instances.add(server('two'));
  both.old.instances.place('two', 'a');
  both.latest.instances.place('one', 'b');
  for (const { instances, flavors } of [both.old, both.latest]) {
    expect(instances.find('one')).toMatchObject({ host: 'b', computeId: 'id of b' });
    expect(instances.find('two')).toMatchObject({ host: 'a', computeId: 'id of a' });
    expect(flavors.list().map(({ name }) => name)).toEqual(['m1.tiny', 'm1.small', 'm1.nano']);
  }
});

test('a sync that was run does nothing when it is run again, and old code has nothing to add', () => {
  using both = bothReleases();
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  syncCell(both.databases, NEW, print);
  syncCell(both.databases, NEW, print);
  syncCell(both.databases, OLD, print);
  const nothing = 'Nothing to do: the schema is up to date';
  expect(lines).toEqual(['Applied 2026.1_instance_compute_id', nothing, nothing]);
});

test('online migrations move rows in batches of the size that is asked for, then say that they are done', () => {
  using both = bothReleases();
  for (let count = 0; count < 120; count += 1) {
    both.old.instances.add(server(`s${count}`));
    both.old.instances.place(`s${count}`, count % 2 === 0 ? 'a' : 'b');
  }
  syncCell(both.databases, NEW, silent);
  const pending = () => pendingRows(both.databases, NEW);
  expect(pending()).toBe(120);
  expect(migrateOnline(both.databases, NEW, 30, silent)).toBe(1);
  expect(pending()).toBe(90);
  expect(both.latest.instances.find('s119')).toMatchObject({ host: 'b', computeId: 'id of b' });
  expect(migrateOnline(both.databases, NEW, undefined, silent)).toBe(0);
  expect(pending()).toBe(0);
  expect(migrateOnline(both.databases, NEW, 30, silent)).toBe(0);
});

test('what old code moves after the sync is never taken for being where it was', () => {
  using both = bothReleases();
  syncCell(both.databases, NEW, silent);
  both.old.instances.add(server('one'));
  both.latest.instances.place('one', 'a');
  both.old.instances.offload('one');
  both.old.instances.place('one', 'b');
  expect(both.latest.instances.find('one')).toMatchObject({ host: 'b', computeId: 'id of b' });
  expect(pendingRows(both.databases, NEW)).toBe(1);
  migrateOnline(both.databases, NEW, undefined, silent);
  expect(pendingRows(both.databases, NEW)).toBe(0);
  expect(both.latest.instances.find('one')).toMatchObject({ host: 'b', computeId: 'id of b' });
});
