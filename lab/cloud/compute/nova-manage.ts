import { openDatabase } from '../database/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';
import { databasesIn } from './site.ts';
import { migrateOnline, syncApi, syncCell } from './sync.ts';

/** The administrator's tool: `node nova-manage.ts RELEASE ROOT COMMAND …`. */

const USAGE = `usage: nova-manage api_db sync
       nova-manage db sync
       nova-manage db online_data_migrations [--max-count NUMBER]
       nova-manage bootstrap      (both syncs, for a cloud that has no database yet)`;

const INVALID = 127;

const [, , releaseName, root = '', ...command] = process.argv;
const release = findRelease(releaseName);
const files = databasesIn(readConfiguration(root).databases);
using api = openDatabase(files.api);
using cell = openDatabase(files.cell);
const databases = { api, cell };

function run(): number {
  const line = command.join(' ');
  if (line === 'api_db sync' || line === 'bootstrap') syncApi(databases, release, console.log);
  if (line === 'db sync' || line === 'bootstrap') syncCell(databases, release, console.log);
  if (['api_db sync', 'db sync', 'bootstrap'].includes(line)) return 0;
  const online = /^db online_data_migrations(?: --max-count[ =](?<count>[1-9]\d*))?$/.exec(line);
  if (!online) return usageError(line);
  const count = online.groups?.count;
  return migrateOnline(databases, release, count === undefined ? undefined : Number(count), console.log);
}

function usageError(line: string): number {
  console.error(`${USAGE}\nnova-manage: error: unexpected arguments: ${line}`);
  return INVALID;
}

process.exitCode = run();
