import type { Database } from '../database/index.ts';

/** One change of a schema that only adds, so that old code goes on when it is done. */
export interface Revision {
  readonly name: string;
  readonly sync: string;
  /** Moves rows to where new code keeps them, while all services run. */
  readonly online?: {
    readonly name: string;
    /** Number of rows that still have to be moved, as `rows`. */
    readonly pending: string;
    /** Moves `:limit` rows at most. */
    readonly batch: string;
  };
}

const STATE = 'CREATE TABLE IF NOT EXISTS alembic_version (name TEXT PRIMARY KEY) STRICT';

/** Returns the names of what it applied: nothing when all was done before. */
export function applyRevisions(database: Database, schema: string, revisions: readonly Revision[]): string[] {
  return database.transaction(() => {
    const base = isSynced(database) ? [] : ['the base schema'];
    database.script(`${schema}; ${STATE}`);
    const missing = missingRevisions(database, revisions);
    for (const { name, sync } of missing) {
      database.script(sync);
      database.change('INSERT INTO alembic_version VALUES (:name)', { name });
    }
    return [...base, ...missing.map(({ name }) => name)];
  });
}

export function missingRevisions(database: Database, revisions: readonly Revision[]): Revision[] {
  const done = new Set(
    isSynced(database) ? database.all('SELECT name FROM alembic_version').map((row) => row.name) : [],
  );
  return revisions.filter(({ name }) => !done.has(name));
}

/** Whether a sync was ever run here. */
export function isSynced(database: Database): boolean {
  return database.first(`SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'`) !== undefined;
}
