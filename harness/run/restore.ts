import type { Lab } from '../../lab/index.ts';
import { type Cause, type Happening, Journal, monotonicClock, pendingUndos, readJournal } from '../journal/index.ts';
import type { Bench } from '../steps/index.ts';
import { commands } from '../strategy/index.ts';
import { undoAll } from './execute.ts';
import type { RunFolder } from './folder.ts';

/** How many things a run of a harness that died has left changed. */
export function countLeftovers(folder: RunFolder): number {
  return pendingUndos(readJournal(folder.journal)).length;
}

/** Puts them back, from the journal alone. What it does is written to the same journal, so a second call has nothing to do. */
export async function restore(
  folder: RunFolder,
  lab: Lab,
  needs: Pick<Bench, 'profile' | 'gates' | 'limits'>,
): Promise<{ undone: number; failed: Cause[] }> {
  const events = readJournal(folder.journal);
  const last = events.at(-1)?.t ?? 0;
  // The dead harness's time base is gone with it on another boot: go on from its last moment.
  using journal = new Journal(folder.journal, after(last));
  const record = (happening: Happening): void => void journal.record(happening);
  const bench: Bench = {
    ...needs,
    strategy: commands({ lab, limitSeconds: needs.limits.commandSeconds, record }),
    run: folder.name,
    lab,
    signal: new AbortController().signal,
    file: (name) => folder.file(name),
    record,
    sample: async () => undefined,
    press: async () => undefined,
  };
  return await undoAll(events, bench, journal);
}

function after(last: number) {
  const clock = monotonicClock(process.hrtime.bigint());
  return { now: () => last + clock.now() };
}
