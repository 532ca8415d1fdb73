import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A process, told from any later one that got the same pid. */
export const ProcessIdentity = z.object({
  pid: z.number().int().positive(),
  /** Clock ticks from boot to the start of the process. */
  startTime: z.number().int().nonnegative(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** Undefined when there is no such process, or only its zombie. */
export function identify(pid: number): ProcessIdentity | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the program's name in brackets and may hold anything: count from its end.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : { pid, startTime: Number(fields[18]) };
}

export function isAlive({ pid, startTime }: ProcessIdentity): boolean {
  return identify(pid)?.startTime === startTime;
}

/** Never hits a process that merely got the same pid. */
export function sendSignal(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    // It ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
