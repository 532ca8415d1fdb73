import { openDatabase, PhaseOrderError } from '../database/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';
import { current, hasOfflineMigrations, UPGRADES, type Upgrade, upgrade } from './upgrade.ts';

/** The administrator's tool: `node neutron-db-manage.ts RELEASE ROOT COMMAND …`. */

const [, , releaseName, root = '', command, ...rest] = process.argv;

function run(): number {
  const release = findRelease(releaseName);
  using database = openDatabase(readConfiguration(root).database);
  const target = rest[0] as Upgrade;
  if (command === 'upgrade' && rest.length === 1 && target in UPGRADES) {
    upgrade(database, release, target, console.log);
    return 0;
  }
  if (command === 'has_offline_migrations' && rest.length === 0)
    return hasOfflineMigrations(database, release, console.log);
  if (command === 'current' && rest.length === 0) {
    current(database, release, console.log);
    return 0;
  }
  console.error(`usage: neutron-db-manage upgrade ${Object.keys(UPGRADES).join(' | ')}
       neutron-db-manage has_offline_migrations
       neutron-db-manage current`);
  return 2;
}

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof PhaseOrderError)) throw error;
  console.error(`neutron-db-manage: ${error.message}`);
  process.exitCode = 1;
}
