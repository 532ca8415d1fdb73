import { type Database, nextPhase, PHASES, type Phase, runPhase } from '../database/index.ts';
import type { Release } from './release.ts';
import { SCHEMA } from './schema.ts';

/** `glance-manage db …`: one phase, or all of them (sync) for an upgrade with downtime. Returns the exit code. */
export const ACTIONS = [...PHASES, 'check', 'sync'] as const;
export type Action = (typeof ACTIONS)[number];

export function syncDatabase(
  database: Database,
  release: Release,
  action: Action,
  print: (line: string) => void,
): number {
  database.script(SCHEMA);
  if (action === 'check') return check(nextPhase(database, release.migrations), print);
  for (const phase of action === 'sync' ? PHASES : [action]) {
    const changed = runPhase(database, release.migrations, phase);
    print(changed.length > 0 ? `${phase}: ${changed.join(', ')}` : `${phase}: database is up to date, nothing to do`);
  }
  return 0;
}

// The real tool's exit codes.
const NEEDED = { expand: 3, migrate: 4, contract: 5 } as const;

function check(next: Phase | undefined, print: (line: string) => void): number {
  print(
    next
      ? `Your database is not up to date. Your first step is to run \`glance-manage db ${next}\`.`
      : 'Database is up to date. No upgrades needed.',
  );
  return next ? NEEDED[next] : 0;
}
