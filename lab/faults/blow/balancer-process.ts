import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startHaproxy } from '../../haproxy/index.ts';
import { identify, isAlive } from '../../local/index.ts';

/** What happens to a HAProxy of this machine, given its worker's pid. Its master is the worker's parent. */

/** A new worker takes the sockets over, without drains and counters of the old one. */
export async function reloadBalancer(worker: number): Promise<void> {
  process.kill(masterOf(worker), 'SIGUSR2');
}

/** Away at once, with all connections, and back again. */
export async function restartBalancer(worker: number, configFile: string): Promise<void> {
  const master = identify(masterOf(worker))!;
  const environment = environmentOf(master.pid);
  process.kill(-master.pid, 'SIGTERM');
  while (isAlive(master)) await pause(1);
  await startHaproxy({ folder: dirname(configFile), config: readFileSync(configFile, 'utf8'), environment });
}

function masterOf(worker: number): number {
  const stat = readFileSync(`/proc/${worker}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/**
 * With the mark of its lab in it, so that the new one is found when the lab is taken down. What a master tells its own next life
 * would make a new one wait for workers that are gone.
 */
function environmentOf(pid: number): Record<string, string> {
  const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  const pairs = entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]);
  return Object.fromEntries(pairs.filter(([name]) => name !== '' && !name?.startsWith('HAPROXY_')));
}
