import { type Database, openDatabase } from '../database/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease, type Release } from './release.ts';
import { table } from './table.ts';

/** `node cinder-status.ts RELEASE ROOT upgrade check`: with the code of the release that is to come. */

// The real tool's exit codes.
const CODES = { Success: 0, Warning: 1, Failure: 2 } as const;
type Result = { readonly result: keyof typeof CODES; readonly details: string };

const SUCCESS: Result = { result: 'Success', details: 'None' };

function checkMigrations(database: Database, { migrations }: Release): Result {
  if (migrations.length === 0) return SUCCESS;
  const columns = database
    .all('SELECT name FROM pragma_table_info(:table)', { table: 'volume' })
    .map(({ name }) => name);
  if (columns.length === 0) return { result: 'Failure', details: 'There is no database. Run cinder-manage db sync.' };
  if (!columns.includes('use_quota')) return { result: 'Warning', details: 'cinder-manage db sync is to be run.' };
  const left = database.first('SELECT count(*) AS count FROM volume WHERE use_quota IS NULL')?.count;
  if (left === 0) return SUCCESS;
  return { result: 'Warning', details: `${left} volumes wait for cinder-manage db online_data_migrations.` };
}

function run(): number {
  const [, , releaseName, root = '', ...words] = process.argv;
  if (words.join(' ') !== 'upgrade check') {
    console.error('usage: cinder-status upgrade check');
    return 2;
  }
  using database = openDatabase(readConfiguration(root).database);
  const { result, details } = checkMigrations(database, findRelease(releaseName));
  const lines = ['Check: Database Migrations', `Result: ${result}`, `Details: ${details}`];
  console.log(table([['Upgrade Check Results'], ...lines.map((line) => [line])]));
  return CODES[result];
}

process.exitCode = run();
