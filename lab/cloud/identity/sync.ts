import { z } from 'zod';
import { type Database, nextPhase, PHASES, type Phase, runPhase } from '../database/index.ts';
import type { Release } from './release.ts';
import { SCHEMA } from './schema.ts';

export const SyncOption = z.enum([...PHASES, 'check']);
export type SyncOption = z.infer<typeof SyncOption>;

/** `keystone-manage db_sync`: one phase, or all of them for an upgrade with downtime. Returns the exit code. */
export function syncDatabase(
  database: Database,
  release: Release,
  option: SyncOption | undefined,
  print: (line: string) => void,
): number {
  database.script(SCHEMA);
  if (option === 'check') return check(nextPhase(database, release.migrations), print);
  for (const phase of option ? [option] : PHASES) {
    const changed = runPhase(database, release.migrations, phase);
    print(`${phase}: ${changed.length > 0 ? changed.join(', ') : 'nothing to do'}`);
  }
  return 0;
}

// The real tool's exit codes.
const NEEDED = { expand: 2, migrate: 3, contract: 4 } as const;

function check(next: Phase | undefined, print: (line: string) => void): number {
  print(next ? `db_sync --${next} is needed` : 'All db_sync commands are upgraded to the same version and up-to-date.');
  return next ? NEEDED[next] : 0;
}
