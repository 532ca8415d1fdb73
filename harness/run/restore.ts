import type { Lab } from '../../lab/index.ts';
import { findMade, type Made, takeAway } from '../cycles/index.ts';
import {
  type Cause,
  continuation,
  type Happening,
  Journal,
  type JournalEvent,
  leftMade,
  mayHaveMadeMore,
  pendingUndos,
  readJournal,
} from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';
import type { Bench } from '../steps/index.ts';
import { strategyFor } from '../strategy/index.ts';
import { undoAll } from './execute.ts';
import type { RunFolder } from './folder.ts';
import { progressOf } from './progress.ts';
import { tempestFor } from './tempest.ts';

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

/** Whether something may be there that only its name tells of, and the traffic profile says how it is found. */
export function isToBeSearched(folder: RunFolder, { finds }: Bench['profile']): boolean {
  return finds.length > 0 && mayHaveMadeMore(readJournal(folder.journal));
}

/** What failed in a life that came to its end is evidence, and stays as it always did. */
function leftBehind(events: readonly JournalEvent[]): Made[] {
  const ended = endedCycles(events);
  return leftMade(events).filter(({ mark }) => !ended.has(mark));
}

function endedCycles(events: readonly JournalEvent[]): Set<string> {
  return new Set(events.flatMap((event) => (event.event === 'cycle' ? [event.mark] : [])));
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
    strategy: strategyFor({ lab, run: folder.name, limits: needs.limits, record }),
    run: folder.name,
    lab,
    signal: new AbortController().signal,
    file: (name) => folder.file(name),
    record,
    happened: () => events,
    sample: async () => undefined,
    press: async () => undefined,
    tempest: tempestFor({ lab, run: folder.name, limits: needs.limits, record, happened: () => events }),
  };
  const { undone, failed } = await undoAll(events, progress, bench, journal);
  const kept = await takeAwayAll(events, bench);
  if (failed.length + kept.failed.length === 0) await bench.strategy.forget();
  return { undone: undone + kept.undone, failed: [...failed, ...kept.failed] };
}

/** Deletes what cycles and companions of a harness that died had made: what it told of, and what its name tells of. */
export async function takeAwayAll(
  events: readonly JournalEvent[],
  { run, profile, lab, record }: Pick<Bench, 'run' | 'profile' | 'lab' | 'record'>,
): Promise<{ undone: number; failed: Cause[] }> {
  const failed: Cause[] = [];
  const fail = (code: string, message: string): void => void failed.push({ code, message, blame: 'experiment' });
  const left = new Map(leftBehind(events).map((made) => [made.mark, made]));
  if (profile.finds.length > 0 && mayHaveMadeMore(events)) {
    const { made, troubles } = await findMade(run, profile, lab.description);
    const ended = endedCycles(events);
    const unheard = made.filter(({ mark }) => !ended.has(mark));
    if (troubles.length === 0) record({ event: 'searched', found: unheard.length });
    else fail('not-searched', `what the killed harness was just making can't be looked for: ${troubles.join('; ')}`);
    for (const one of unheard) {
      const all = { ...one, variables: { ...left.get(one.mark)?.variables, ...one.variables } };
      record({ event: 'made', ...all });
      left.set(one.mark, all);
    }
  }
  let undone = 0;
  for (const made of left.values()) {
    const why = await takeAway(made, profile, lab.description);
    if (why !== undefined) {
      fail('not-deleted', why);
      continue;
    }
    record({ event: 'unmade', mark: made.mark });
    undone++;
  }
  return { undone, failed };
}
