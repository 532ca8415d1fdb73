import { type Cause, type Journal, type JournalEvent, pendingUndos } from '../journal/index.ts';
import type { Step } from '../plan/index.ts';
import { type Bench, bind } from '../steps/index.ts';
import { causeOf, Interrupted, StepError } from '../strategy/index.ts';
import type { Progress, Task } from './progress.ts';

export interface Ended {
  readonly ended: 'completed' | 'interrupted' | 'failed';
  readonly cause?: Cause;
}

/** What may keep a step from being begun, and what may be said of how one failed. */
export interface Warden {
  /** The end of the run, if it is not to go on to this step. */
  beforeStep(step: Step): Promise<Ended | undefined>;
  /** The cause as it really is: a node that booted meanwhile explains what looks like the upgrade's doing. */
  explain(cause: Cause): Promise<Cause>;
}

/** Takes the steps one after the other, up to the first that can't be done. Dumb on purpose: the plan decides. */
export async function execute(
  { left, undos }: Pick<Progress, 'left' | 'undos'>,
  bench: Bench,
  journal: Journal,
  warden: Warden,
): Promise<Ended> {
  let undo = undos;
  for (const task of left) {
    if (bench.signal.aborted) return { ended: 'interrupted' };
    const ended = (await warden.beforeStep(task.step)) ?? (await take(task, bench, journal, warden, () => undo++));
    if (ended) return ended;
  }
  return { ended: 'completed' };
}

async function take(
  { step, attempt, registered }: Task,
  bench: Bench,
  journal: Journal,
  warden: Warden,
  nextUndo: () => number,
): Promise<Ended | undefined> {
  journal.record({ event: 'step-started', step: step.id, title: step.title, attempt });
  try {
    const bound = bind(step.act);
    // One that is taken up again has registered its own, or some of them, in its first life.
    for (const undo of bound.undos.slice(registered))
      journal.record({ event: 'undo-registered', undo: nextUndo(), ...undo });
    journal.sync();
    refuseUnwritten(journal);
    bench.strategy.begin(step.id, attempt);
    await bound.run(bench);
    for (const subject of bound.settles) journal.record({ event: 'settled', subject });
    journal.record({ event: 'step-ended', step: step.id, outcome: 'done' });
    journal.sync();
    return undefined;
  } catch (error) {
    const interrupted = error instanceof Interrupted;
    const cause = interrupted ? undefined : await warden.explain(causeOf(error));
    journal.record({
      event: 'step-ended',
      step: step.id,
      ...(cause ? { outcome: 'failed' as const, cause } : { outcome: 'interrupted' as const }),
    });
    journal.sync();
    return cause ? { ended: 'failed', cause } : { ended: 'interrupted' };
  }
}

/** What is not on the disk could not be put back after a kill. */
function refuseUnwritten({ broken }: Journal): void {
  if (broken)
    throw new StepError('journal-unwritable', 'experiment', `the journal can't be written: ${broken.message}`);
}

/** Puts back what a run changed, newest first. One that fails does not keep the others from being tried. */
export async function undoAll(
  events: readonly JournalEvent[],
  { attemptAtUndo }: Pick<Progress, 'attemptAtUndo'>,
  bench: Bench,
  journal: Journal,
  explain: Warden['explain'] = async (cause) => cause,
): Promise<{ undone: number; failed: Cause[] }> {
  const failed: Cause[] = [];
  const pending = pendingUndos(events);
  // What a lost connection left behind may still be at work: its way back must not overtake it.
  if (pending.length > 0)
    await bench.strategy.quiesce().catch((error) => bench.record({ event: 'note', text: causeOf(error).message }));
  for (const { undo, act } of pending) {
    const attempt = attemptAtUndo(undo);
    journal.record({ event: 'undo-started', undo });
    journal.sync();
    try {
      bench.strategy.begin(`undo-${undo}`, attempt);
      await bind(act).run(bench);
      journal.record({ event: 'undo-ended', undo });
    } catch (error) {
      const cause = await explain(causeOf(error));
      failed.push(cause);
      journal.record({ event: 'undo-ended', undo, cause });
    }
    journal.sync();
  }
  return { undone: pending.length - failed.length, failed };
}
