import { openDatabase, PhaseOrderError } from '../database/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';
import { ACTIONS, syncDatabase } from './sync.ts';

/** The administrator's tool: `node glance-manage.ts RELEASE ROOT db ACTION`. */

const [, , releaseName, root = '', category, name, ...rest] = process.argv;
const action = ACTIONS.find((known) => known === name);

function run(): number {
  if (category !== 'db' || !action || rest.length > 0) {
    console.error(`usage: glance-manage db ${ACTIONS.join(' | ')}`);
    return 2;
  }
  using database = openDatabase(readConfiguration(root).database);
  return syncDatabase(database, findRelease(releaseName), action, console.log);
}

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof PhaseOrderError)) throw error;
  console.error(`glance-manage: ${error.message}`);
  process.exitCode = 1;
}
