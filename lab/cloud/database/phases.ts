import type { Database } from './database.ts';

/** In this order. Old and new code may run side by side from the end of expand to the start of contract. */
export const PHASES = ['expand', 'migrate', 'contract'] as const;
export type Phase = (typeof PHASES)[number];

/** One change of the schema, as SQL. */
export interface Migration {
  readonly revision: string;
  /** Adds what new code needs, and triggers that keep both sides in step. */
  readonly expand: string;
  /** One batch; run again until it changes nothing, so that no lock is held for long. */
  readonly migrate: string;
  /** Takes away what only old code needs. Does not look whether old code still runs. */
  readonly contract: string;
}

export class PhaseOrderError extends Error {
  override readonly name = 'PhaseOrderError';
}

const STATE = `CREATE TABLE IF NOT EXISTS schema_phase (
  revision TEXT NOT NULL, phase TEXT NOT NULL, PRIMARY KEY (revision, phase)) STRICT`;

/** Returns the revisions that it changed: none when all was done before. */
export function runPhase(database: Database, migrations: readonly Migration[], phase: Phase): string[] {
  return migrations.filter((migration) => runOne(database, migration, phase)).map(({ revision }) => revision);
}

function runOne(database: Database, migration: Migration, phase: Phase): boolean {
  const { revision } = migration;
  const done = donePhases(database, revision);
  if (done.has(phase)) return false;
  refuseWrongOrder(revision, phase, done);
  if (phase === 'migrate') while (database.change(migration.migrate) > 0);
  return database.transaction(() => {
    // Somebody on another node may have been quicker.
    if (donePhases(database, revision).has(phase)) return false;
    if (phase !== 'migrate') database.script(migration[phase]);
    return database.change('INSERT INTO schema_phase VALUES (:revision, :phase)', { revision, phase }) > 0;
  });
}

/** The first phase that is still to be run, if any. */
export function nextPhase(database: Database, migrations: readonly Migration[]): Phase | undefined {
  return PHASES.find((phase) => migrations.some(({ revision }) => !donePhases(database, revision).has(phase)));
}

function donePhases(database: Database, revision: string): Set<unknown> {
  database.script(STATE);
  const rows = database.all('SELECT phase FROM schema_phase WHERE revision = :revision', { revision });
  return new Set(rows.map((row) => row.phase));
}

function refuseWrongOrder(revision: string, phase: Phase, done: ReadonlySet<unknown>): void {
  const missing = PHASES.slice(0, PHASES.indexOf(phase)).find((earlier) => !done.has(earlier));
  if (missing)
    throw new PhaseOrderError(
      `You are attempting to run ${phase} ahead of ${missing} (revision ${revision}). Run ${missing} first.`,
    );
}
