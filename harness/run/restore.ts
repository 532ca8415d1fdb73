import type { Lab } from '../../lab/index.ts';
import { takeAway } from '../cycles/index.ts';
import {
  type Cause,
  continuation,
  type Happening,
  Journal,
  leftMade,
  pendingUndos,
  readJournal,
} from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';
import type { Bench } from '../steps/index.ts';
import { commands } from '../strategy/index.ts';
import { undoAll } from './execute.ts';
import type { RunFolder } from './folder.ts';
import { progressOf } from './progress.ts';

export interface RestoreInputs extends Pick<Bench, 'profile' | 'gates' | 'limits'> {
  readonly plan: Plan;
  readonly now: Date;
  readonly harness: string;
}

/** How many things a run has left changed, or made and never taken away. */
export function countLeftovers(folder: RunFolder): number {
  const events = readJournal(folder.journal);
  return pendingUndos(events).length + leftBehind(events).length;
}

/** What failed in a life that came to its end is evidence, and stays as it always did. */
function leftBehind(events: ReturnType<typeof readJournal>) {
  const ended = new Set(events.flatMap((event) => (event.event === 'cycle' ? [event.mark] : [])));
  return leftMade(events).filter(({ mark }) => !ended.has(mark));
}

/** Puts them back, from the journal alone. What it does is written to the same journal, so a second call has nothing to do. */
export async function restore(
  folder: RunFolder,
  lab: Lab,
  { plan, now, harness, ...needs }: RestoreInputs,
): Promise<{ undone: number; failed: Cause[] }> {
  const events = readJournal(folder.journal);
  const { clock, gapSeconds, life } = continuation(events, now);
  using journal = new Journal(folder.journal, clock);
  const record = (happening: Happening): void => void journal.record(happening);
  record({ event: 'continued', by: 'restore', wall: now.toISOString(), gapSeconds, life, harness });
  const progress = progressOf(plan, events);
  if (progress.open) record({ event: 'step-ended', step: progress.open.step.id, outcome: 'interrupted' });
  journal.sync();
  const bench: Bench = {
    ...needs,
    strategy: commands({ lab, run: folder.name, limits: needs.limits, record }),
    run: folder.name,
    lab,
    signal: new AbortController().signal,
    file: (name) => folder.file(name),
    record,
    happened: () => events,
    sample: async () => undefined,
    press: async () => undefined,
  };
  const { undone, failed } = await undoAll(events, progress, bench, journal);
  const kept = await takeAwayAll(events, bench);
  if (failed.length + kept.failed.length === 0) await bench.strategy.forget();
  return { undone: undone + kept.undone, failed: [...failed, ...kept.failed] };
}

/** Deletes what cycles and companions of a harness that died had made. */
export async function takeAwayAll(
  events: ReturnType<typeof readJournal>,
  { profile, lab, record }: Pick<Bench, 'profile' | 'lab' | 'record'>,
): Promise<{ undone: number; failed: Cause[] }> {
  const failed: Cause[] = [];
  const left = leftBehind(events);
  for (const made of left) {
    const why = await takeAway(made, profile, lab.description);
    if (why === undefined) record({ event: 'unmade', mark: made.mark });
    else failed.push({ code: 'not-deleted', message: why, blame: 'experiment' });
  }
  return { undone: left.length - failed.length, failed };
}
