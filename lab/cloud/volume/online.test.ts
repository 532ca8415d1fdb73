import { expect, test } from '@playwright/test';
import { openDatabase, runPhase } from '../database/index.ts';
import { migrateOnline } from './online.ts';
import { findRelease } from './release.ts';
import { SCHEMA } from './schema.ts';
import { makeVolumes } from './volumes.ts';

const silent = () => undefined;
const newest = findRelease('2026.1');

function database(count: number) {
  const database = openDatabase(':memory:');
  database.script(SCHEMA);
  const volumes = (release: string) => makeVolumes({ database, release: findRelease(release), clock: () => 0 });
  const [type] = volumes('2025.1').types();
  let made = 0;
  const add = (release: string) => {
    made += 1;
    const owner = { projectId: 'p', userId: 'u' };
    const rest = { name: null, description: null, size: 1, typeId: type!.id, metadata: {} };
    return volumes(release).add({ id: `v${made}`, ...owner, ...rest }).id;
  };
  for (let index = 0; index < count; index += 1) add('2025.1');
  return {
    database,
    add,
    find: (release: string, id: string) => volumes(release).find(id),
    sync: () => runPhase(database, newest.migrations, 'expand'),
    left: () => database.first('SELECT count(*) AS count FROM volume WHERE use_quota IS NULL')?.count,
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

test('new code breaks before sync; after it old code works on, and each reads what the other wrote', () => {
  using cloud = database(1);
  expect(() => cloud.add('2026.1')).toThrow('no column named use_quota');
  expect(() => cloud.find('2026.1', 'v1')).toThrow('no such column: use_quota');
  cloud.sync();
  for (const id of ['v1', cloud.add('2025.1'), cloud.add('2026.1')])
    expect(cloud.find('2026.1', id)).toEqual(cloud.find('2025.1', id));
});

test('all rows are reached in batches, and those that old code writes later by a later run', () => {
  using cloud = database(120);
  cloud.sync();
  expect(migrateOnline(cloud.database, newest, undefined, silent)).toBe(0);
  expect(cloud.left()).toBe(0);
  cloud.add('2025.1');
  expect(cloud.left()).toBe(1);
  expect(migrateOnline(cloud.database, newest, undefined, silent)).toBe(0);
  expect(cloud.left()).toBe(0);
});

test('with a limit it says by its exit code that there may be more', () => {
  using cloud = database(70);
  cloud.sync();
  expect(migrateOnline(cloud.database, newest, 60, silent)).toBe(1);
  expect(cloud.left()).toBe(10);
  expect(migrateOnline(cloud.database, newest, 60, silent)).toBe(1);
  expect(migrateOnline(cloud.database, newest, 60, silent)).toBe(0);
});

test('what was done is drawn as a table', () => {
  using cloud = database(2);
  cloud.sync();
  const lines: string[] = [];
  migrateOnline(cloud.database, newest, undefined, (line) => lines.push(line));
  expect(lines.join('\n')).toBe(`Running batches of 50 until complete.
+------------------+-----------+
| Migration        | Completed |
+------------------+-----------+
| 2026.1_use_quota | 2         |
+------------------+-----------+`);
});
