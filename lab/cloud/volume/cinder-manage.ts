import { parseArgs } from 'node:util';
import { openDatabase, runPhase } from '../database/index.ts';
import { readConfiguration } from './configuration.ts';
import { migrateOnline } from './online.ts';
import { findRelease } from './release.ts';
import { SCHEMA } from './schema.ts';

/** The administrator's tool: `node cinder-manage.ts RELEASE ROOT db ACTION …`. */

const USAGE = `usage: cinder-manage db sync
       cinder-manage db online_data_migrations [--max_count NUMBER]`;

const [, , releaseName, root = '', category, action, ...rest] = process.argv;

function run(): number {
  const release = findRelease(releaseName);
  const { values, positionals } = parseArgs({
    args: rest,
    options: { max_count: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  if (category !== 'db' || positionals.length > 0) return usageError();
  using database = openDatabase(readConfiguration(root).database);
  if (action === 'sync' && rest.length === 0) {
    database.script(SCHEMA);
    const changed = runPhase(database, release.migrations, 'expand');
    console.log(changed.length > 0 ? `sync: ${changed.join(', ')}` : 'sync: nothing to do');
    return 0;
  }
  if (action !== 'online_data_migrations') return usageError();
  const maxCount = values.max_count === undefined ? undefined : Number(values.max_count);
  if (maxCount === undefined || (Number.isInteger(maxCount) && maxCount > 0))
    return migrateOnline(database, release, maxCount, console.log);
  console.error('Must supply a positive value for max_count.');
  return 127;
}

function usageError(): number {
  console.error(USAGE);
  return 2;
}

process.exitCode = run();
