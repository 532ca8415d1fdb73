import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { newKeyPair } from '../key-pair.ts';
import { furnish, type Machine, readMachine } from './machine.ts';

export interface GuestOptions extends Pick<Machine, 'hostname' | 'vcpus' | 'address'> {
  readonly id: string;
  /** Null for a guest that nobody can log in to. */
  readonly publicKey: string | null;
}

export type Guests = ReturnType<typeof makeGuests>;

const BOOT_MS = 10_000;
const GRACE_MS = 3_000;

/**
 * The guests of a host: processes in sessions of their own, which nobody's end takes with it. A guest is found again
 * by the pid in its folder. Everything may be asked for twice.
 */
export function makeGuests(folder: string) {
  const program = join(import.meta.dirname, 'guest-process.ts');
  const folderOf = (id: string) => join(folder, id);

  function pidOf(id: string): number | undefined {
    const file = join(folderOf(id), 'pid');
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    return pid > 0 && commandLine(pid).includes(folderOf(id)) ? pid : undefined;
  }

  // On a host whose guests have addresses of their own, this is what gives them to it and takes them away.
  async function arrange(act: 'plug' | 'unplug', address: string | undefined): Promise<void> {
    const tool = join(folder, '..', '..', 'bin', 'guest-address');
    if (address !== undefined && existsSync(tool)) await promisify(execFile)(tool, [act, address]);
  }

  function send(id: string, signal: NodeJS.Signals): void {
    const pid = pidOf(id);
    if (pid !== undefined) signalProcess(pid, signal);
  }

  async function end(id: string): Promise<void> {
    const pid = pidOf(id);
    if (pid === undefined) return;
    signalProcess(pid, 'SIGTERM');
    // A frozen one cannot hear that it shall end.
    signalProcess(pid, 'SIGCONT');
    const limit = performance.now() + GRACE_MS;
    // Its command line goes some time before its socket does, which the next one needs.
    while (!hasEnded(pid)) {
      if (performance.now() > limit) send(id, 'SIGKILL');
      await delay(5);
    }
    await arrange('unplug', readMachine(folderOf(id))?.address);
  }

  async function start(options: GuestOptions): Promise<void> {
    const { id, publicKey, ...machine } = options;
    if (pidOf(id) !== undefined) return;
    const home = folderOf(id);
    await furnish(home, { ...machine, authorizedKey: publicKey ?? (await newKeyPair()).publicKey });
    await arrange('plug', machine.address);
    const log = openSync(join(home, 'console.log'), 'a', 0o600);
    const child = spawn(process.execPath, [program, home], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    // At once, so that a nova-compute that starts after this one was killed does not boot it a second time.
    writeFileSync(join(home, 'pid'), `${child.pid}`);
    child.unref();
    const limit = AbortSignal.timeout(BOOT_MS);
    const booted = await Promise.race([
      once(child, 'message', { signal: limit }).then(() => true),
      once(child, 'exit', { signal: limit }).then(() => false),
    ]);
    if (!booted) throw new Error(`The guest ended while it booted; see ${join(home, 'console.log')}`);
  }

  return {
    start,
    end,
    freeze: (id: string) => send(id, 'SIGSTOP'),
    thaw: (id: string) => send(id, 'SIGCONT'),
    isRunning: (id: string) => pidOf(id) !== undefined,
    /** Ends it and forgets all that it had. */
    async remove(id: string): Promise<void> {
      await end(id);
      rmSync(folderOf(id), { recursive: true, force: true });
    },
    hostKeyOf: (id: string) => readMachine(folderOf(id))?.hostKey,
    ids: () => (existsSync(folder) ? readdirSync(folder) : []),
  };
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const commandLine = (pid: number) => readProcess(pid, 'cmdline') ?? '';

/** Also one that nobody has collected yet has ended. */
const hasEnded = (pid: number) => /\) [^ZX]/.exec(readProcess(pid, 'stat') ?? '') === null;

function readProcess(pid: number, file: 'cmdline' | 'stat'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
