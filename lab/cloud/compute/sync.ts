import type { Database } from '../database/index.ts';
import type { Release } from './release.ts';
import { applyRevisions, isSynced, missingRevisions } from './revision.ts';
import { API_SCHEMA, CELL_SCHEMA } from './schema.ts';

/** The two databases of nova: one for the whole cloud, one for the cell. */
export interface Databases {
  readonly api: Database;
  readonly cell: Database;
}

type Print = (line: string) => void;

export function syncApi({ api }: Databases, release: Release, print: Print): void {
  report(applyRevisions(api, API_SCHEMA, release.revisions.api), print);
}

export function syncCell({ cell }: Databases, release: Release, print: Print): void {
  report(applyRevisions(cell, CELL_SCHEMA, release.revisions.cell), print);
}

function report(applied: readonly string[], print: Print): void {
  print(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'Nothing to do: the schema is up to date');
}

/** Whether code of a release finds what it needs. */
export function isUpToDate({ api, cell }: Databases, { revisions }: Release): boolean {
  const complete = (database: Database, wanted: typeof revisions.api) =>
    isSynced(database) && missingRevisions(database, wanted).length === 0;
  return complete(api, revisions.api) && complete(cell, revisions.cell);
}

const BATCH = 50;

/**
 * `nova-manage db online_data_migrations`. With a limit it makes one batch and the exit code is 1 as long as there was
 * something to move: run it again until it is 0. Without one it makes batches until nothing is left.
 */
export function migrateOnline(
  { cell }: Databases,
  { revisions }: Release,
  maxCount: number | undefined,
  print: Print,
): number {
  const limit = maxCount ?? BATCH;
  let moved = 0;
  for (const { online } of revisions.cell) {
    if (!online) continue;
    let done = 0;
    for (let changed = -1; changed !== 0 && (maxCount === undefined || done === 0); done += changed)
      changed = cell.change(online.batch, { limit });
    print(`${online.name}: ${done} rows migrated`);
    moved += done;
  }
  if (revisions.cell.every(({ online }) => !online)) print('There are no online data migrations in this release');
  return maxCount !== undefined && moved > 0 ? 1 : 0;
}

/** Rows that new code still reads from where old code kept them. */
export function pendingRows({ cell }: Databases, { revisions }: Release): number {
  const counts = revisions.cell.map(({ online }) => (online ? Number(cell.first(online.pending)?.rows) : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}
