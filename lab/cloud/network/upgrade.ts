import { type Database, nextPhase, runPhase } from '../database/index.ts';
import type { Release } from './release.ts';
import { SCHEMA } from './schema.ts';

type Print = (line: string) => void;

/** `neutron-db-manage upgrade`. */
export const UPGRADES = {
  // Neutron has no phase of its own for moving data: what is moved, is moved by expand.
  '--expand': ['expand', 'migrate'],
  '--contract': ['contract'],
  // Both branches at once, for an upgrade with downtime and for a new cloud.
  heads: ['expand', 'migrate', 'contract'],
} as const;
export type Upgrade = keyof typeof UPGRADES;

export function upgrade(database: Database, release: Release, target: Upgrade, print: Print): void {
  database.script(SCHEMA);
  for (const phase of UPGRADES[target])
    for (const revision of runPhase(database, release.migrations, phase))
      print(`INFO  [alembic.runtime.migration] Running upgrade -> ${revision}, ${phase}`);
  print('OK');
}

/** Whether contract is still to be run. The exit code is the real tool's. */
export function hasOfflineMigrations(database: Database, release: Release, print: Print): number {
  const pending = nextPhase(database, release.migrations) !== undefined;
  print(
    pending
      ? 'Need to apply migrations from neutron contract branch. This will require all Neutron server instances to be shutdown before proceeding with the upgrade.'
      : 'No offline migrations pending.',
  );
  return pending ? 1 : 0;
}

/** How far each branch is. */
export function current(database: Database, release: Release, print: Print): void {
  print(`  Running current for neutron ...`);
  const next = nextPhase(database, release.migrations);
  const heads = next === undefined ? ['expand', 'contract'] : next === 'contract' ? ['expand'] : [];
  for (const branch of heads) print(`${release.name}_${branch} (head)`);
  print('  OK');
}
