import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../error.ts';
import { identify, isAlive, type ProcessIdentity, sendSignal } from './process-identity.ts';

/** Everything that a lab starts carries this in its environment, and so do all children of it. */
export const MARK = 'UNBROKEN_LAB';

const GRACE_MS = 3_000;
const LIMIT_MS = 15_000;

export function findLabProcesses(id: string): ProcessIdentity[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid && labOf(entry) === id)
    .map((entry) => identify(Number(entry)))
    .filter((identity) => identity !== undefined);
}

/** The lab that a process belongs to, if any. */
export function labOf(pid: string | number): string | undefined {
  let environment: string;
  try {
    environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    // Somebody else's process, or one that ended.
    return undefined;
  }
  const variable = environment.split('\0').find((entry) => entry.startsWith(`${MARK}=`));
  return variable?.slice(MARK.length + 1);
}

/** TERM, then KILL, looked for again and again: whoever was just starting something must not leave it behind. */
export async function endLabProcesses(id: string): Promise<void> {
  const start = performance.now();
  const warned = new Set<number>();
  for (;;) {
    const processes = findLabProcesses(id);
    if (processes.length === 0) return;
    const elapsed = performance.now() - start;
    if (elapsed > LIMIT_MS)
      throw new LabError(
        'process-failed',
        `Processes of lab ${id} do not end: ${processes.map(({ pid }) => pid).join(', ')}`,
        {
          fix: 'They ignore even KILL, so they wait for the kernel: look at their state with ps.',
        },
      );
    for (const identity of processes) {
      if (elapsed > GRACE_MS) sendSignal(identity, 'SIGKILL');
      else if (!warned.has(identity.pid)) sendSignal(identity, 'SIGTERM');
      warned.add(identity.pid);
    }
    while (processes.some(isAlive) && performance.now() - start < Math.max(GRACE_MS, elapsed + 200)) await delay(10);
  }
}
