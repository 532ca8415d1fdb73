import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;

/** False: there is no such group any more. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch (error) {
    // EPERM: there is a group, but it belongs to somebody else now, as after sudo.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The farewell, then KILL for whoever is left after the grace time. */
export async function endGroup(leader: number, farewell: NodeJS.Signals, graceMs: number): Promise<void> {
  const end = performance.now() + graceMs;
  if (!signalGroup(leader, farewell)) return;
  while (performance.now() < end) {
    await delay(POLL_MS);
    if (!signalGroup(leader, 0)) return;
  }
  signalGroup(leader, 'SIGKILL');
}
