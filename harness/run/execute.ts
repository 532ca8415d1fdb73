import type { Cause, Journal } from '../journal/index.ts';
import { type JournalEvent, pendingUndos } from '../journal/index.ts';
import type { Plan, Step } from '../plan/index.ts';
import { type Bench, bind } from '../steps/index.ts';
import { causeOf, Interrupted } from '../strategy/index.ts';

export interface Ended {
  readonly ended: 'completed' | 'interrupted' | 'failed';
  readonly cause?: Cause;
}

/** Takes the plan's steps one after the other, up to the first that can't be done. Dumb on purpose: the plan decides. */
export async function execute(plan: Plan, bench: Bench, journal: Journal): Promise<Ended> {
  let undos = 0;
  for (const step of plan.stages.flatMap(({ steps }) => steps)) {
    if (bench.signal.aborted) return { ended: 'interrupted' };
    const failure = await take(step, bench, journal, () => undos++);
    if (failure) return failure;
  }
  return { ended: 'completed' };
}

async function take(step: Step, bench: Bench, journal: Journal, nextUndo: () => number): Promise<Ended | undefined> {
  journal.record({ event: 'step-started', step: step.id });
  try {
    const bound = bind(step.act);
    for (const undo of bound.undos) journal.record({ event: 'undo-registered', undo: nextUndo(), ...undo });
    journal.sync();
    await bound.run(bench);
    for (const subject of bound.settles) journal.record({ event: 'settled', subject });
    journal.record({ event: 'step-ended', step: step.id, outcome: 'done' });
    journal.sync();
    return undefined;
  } catch (error) {
    const interrupted = error instanceof Interrupted;
    const cause = causeOf(error);
    journal.record({
      event: 'step-ended',
      step: step.id,
      ...(interrupted ? { outcome: 'interrupted' as const } : { outcome: 'failed' as const, cause }),
    });
    journal.sync();
    return interrupted ? { ended: 'interrupted' } : { ended: 'failed', cause };
  }
}

/** Puts back what a run changed, newest first. One that fails does not keep the others from being tried. */
export async function undoAll(
  events: readonly JournalEvent[],
  bench: Bench,
  journal: Journal,
): Promise<{ undone: number; failed: Cause[] }> {
  const failed: Cause[] = [];
  const pending = pendingUndos(events);
  for (const { undo, act } of pending) {
    journal.record({ event: 'undo-started', undo });
    try {
      await bind(act).run(bench);
      journal.record({ event: 'undo-ended', undo });
    } catch (error) {
      const cause = causeOf(error);
      failed.push(cause);
      journal.record({ event: 'undo-ended', undo, cause });
    }
    journal.sync();
  }
  return { undone: pending.length - failed.length, failed };
}
