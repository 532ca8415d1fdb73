import { existsSync } from 'node:fs';
import type { LabDescription } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { readJournal } from '../journal/index.ts';
import { type LabLock, lockLab } from '../lock/index.ts';
import { breakSeal } from '../manifest/index.ts';
import { countLeftovers, type ExperimentInputs, RunFolder, runExperiment } from '../run/index.ts';
import type { Interrupt } from './interrupt.ts';
import { VERSION } from './version.ts';
import type { Views } from './views.ts';

/** Drives a lab alone. Refused while somebody else does, or while what a run of another folder has changed is not put back. */
export function takeLab(description: LabDescription, command: string, ownRun?: RunFolder): LabLock {
  const lock = lockLab(description, command);
  try {
    if (lock.unsettled !== undefined && lock.unsettled !== ownRun?.path) refuseUnsettled(description.id, lock);
    return lock;
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

function refuseUnsettled(id: string, lock: LabLock): void {
  const folder = new RunFolder(lock.unsettled!);
  if (!existsSync(folder.journal))
    throw new UsageError(
      'lab-unsettled',
      `lab ${id} was changed by the run ${folder.path}, and that folder is no longer there`,
      `look at the lab (unbroken inventory), put it right by hand, then remove ${lock.record}`,
    );
  const leftovers = countLeftovers(folder);
  if (leftovers === 0) {
    lock.settle();
    return;
  }
  throw new UsageError(
    'lab-unsettled',
    `lab ${id} is as the run ${folder.path} left it: ${leftovers} things are not put back`,
    `put them back with: unbroken restore ${folder.path}\n  → or go on with: unbroken resume ${folder.path}`,
  );
}

/** Takes the run to its end before the eyes of whoever sits there, and keeps it known until the lab is as it was. */
export async function drive(
  inputs: Omit<ExperimentInputs, 'harness' | 'signal' | 'onEvent'>,
  lock: LabLock,
  interrupt: Interrupt,
  views: Views,
  also: ExperimentInputs['onEvent'] = () => undefined,
): Promise<void> {
  const { folder, plan } = inputs;
  lock.begin(folder.path);
  breakSeal(folder.path);
  {
    const past = existsSync(folder.journal) ? readJournal(folder.journal) : [];
    using view = views.begin({ plan, folder, past });
    using _voice = interrupt.sayThrough(view.say);
    const onEvent: ExperimentInputs['onEvent'] = (event) => {
      view.see(event);
      also(event);
    };
    await runExperiment({ ...inputs, harness: VERSION, signal: interrupt.signal, onEvent });
  }
  const leftovers = countLeftovers(folder);
  if (leftovers === 0) lock.settle();
  else process.stderr.write(`${leftovers} things are not put back; try again with: unbroken restore ${folder.path}\n`);
}
