import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { labStateFolder } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { claim } from './claims.ts';
import { replace } from './replace.ts';

/** A lab that this process drives, and nobody else. */
export interface LabLock extends Disposable {
  /** The run folder whose changes to the lab were never all put back, if there is one. */
  readonly unsettled: string | undefined;
  /** The file that says so. */
  readonly record: string;
  /** From here on this run changes the lab. Kept beyond the end of this process, until `settle`. */
  begin(run: string): void;
  /** Nothing of what was changed is left to be put back. */
  settle(): void;
}

/** Of two harnesses on one lab each would take the other's doings for the upgrade's. */
export function lockLab(lab: { readonly id: string; readonly kind: string }, command: string): LabLock {
  const folder = labStateFolder(lab);
  const outcome = claim(folder, command);
  if ('lostTo' in outcome) {
    const { holder, run, command: its } = outcome.lostTo;
    throw new UsageError(
      'lab-busy',
      `lab ${lab.id} is driven by "${its}", pid ${holder.pid}${run === null ? '' : `, run ${run}`}`,
      'wait until it has ended, or end it with one SIGINT and wait until it has put everything back',
    );
  }
  const { won } = outcome;
  const file = join(folder, 'unsettled');
  return {
    record: file,
    unsettled: existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined,
    begin(run) {
      replace(file, `${run}\n`);
      won.name(run);
    },
    settle: () => rmSync(file, { force: true }),
    [Symbol.dispose]: () => won[Symbol.dispose](),
  };
}
