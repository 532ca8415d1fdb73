import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '../../journal/index.ts';
import type { Running } from './running.ts';

/** What a journal holds by now; half a last line is not there yet. */
export function journalIn(runFolder: string): JournalEvent[] {
  const file = join(runFolder, 'journal.ndjson');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/**
 * Kills a run with -9 as soon as its journal holds such an event: from outside, as power is lost. False: the run ended
 * before.
 */
export async function killAt(
  running: Running,
  runs: string,
  wanted: (event: JournalEvent, before: readonly JournalEvent[]) => boolean,
): Promise<boolean> {
  const seen = await see(running, runs, wanted);
  if (seen) running.kill('SIGKILL');
  await running.outcome;
  return seen;
}

/** Resolves as soon as the newest run's journal holds such an event among those that come from now on. */
export async function see(
  running: Running,
  runs: string,
  wanted: (event: JournalEvent, before: readonly JournalEvent[]) => boolean,
): Promise<boolean> {
  const known = existsSync(runs) ? journalIn(newest(runs)).length : 0;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = (): void => {
    if (!existsSync(runs)) return;
    const events = journalIn(newest(runs));
    for (let index = known; index < events.length; index++)
      if (wanted(events[index]!, events.slice(0, index))) resolve(true);
  };
  const timer = setInterval(look, 5);
  void running.outcome.then(() => resolve(false));
  return promise.finally(() => clearInterval(timer));
}

function newest(runs: string): string {
  return join(runs, readdirSync(runs).sort().at(-1) ?? '');
}
