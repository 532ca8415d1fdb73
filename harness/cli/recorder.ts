import { existsSync } from 'node:fs';
import { isAlive } from '../../lab/index.ts';
import { lifeOf, readJournalRecord } from '../journal/index.ts';
import type { RunFolder } from '../run/index.ts';

/** Who writes a run's ledger, or wrote it last. */
export interface RecorderOfRun {
  readonly ledger: string;
  readonly pid: number | undefined;
  /** A run that does not say who records it may go on. */
  isAlive(): boolean;
}

export function recorderOf(folder: RunFolder): RecorderOfRun {
  const journal = existsSync(folder.journal) ? readJournalRecord(folder.journal).events : [];
  const opening = journal.findLast(
    (event) => event.event === 'run-started' || (event.event === 'continued' && event.by === 'resume'),
  );
  const recorder = opening && 'recorder' in opening ? opening.recorder : undefined;
  return {
    ledger: folder.ledgerOf(lifeOf(journal)),
    pid: recorder?.pid,
    isAlive: () => recorder === undefined || isAlive(recorder),
  };
}
