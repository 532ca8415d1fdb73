import type { Database } from '../database/index.ts';
import type { Release } from './release.ts';
import { table } from './table.ts';

const BATCH = 50;

/** `cinder-manage db online_data_migrations`: while everything runs, as often as one likes. Returns the exit code. */
export function migrateOnline(
  database: Database,
  release: Release,
  maxCount: number | undefined,
  print: (line: string) => void,
): number {
  if (maxCount === undefined) print(`Running batches of ${BATCH} until complete.`);
  let left = maxCount ?? Number.POSITIVE_INFINITY;
  let ran = 0;
  const rows = release.migrations.map(({ revision, migrate }) => {
    let done = 0;
    for (let count = BATCH; count > 0; ) {
      count = database.change(migrate, { count: Math.min(BATCH, left) });
      done += count;
      left -= count;
    }
    ran += done;
    return [revision, String(done)];
  });
  print(table([['Migration', 'Completed'], ...rows]));
  // The real tool's exit codes: with a limit there may be more to do.
  return maxCount !== undefined && ran > 0 ? 1 : 0;
}
