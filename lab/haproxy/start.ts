import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LabError } from '../error.ts';
import { adminSocketHere } from './admin-socket.ts';
import { ask } from './ask.ts';
import { requireHaproxy } from './binary.ts';
import { complaint } from './complaint.ts';

const START_LIMIT_MS = 10_000;
const POLL_MS = 20;

export interface HaproxyStart {
  /** Gets `haproxy.cfg` and `haproxy.out`, what HAProxy itself prints. */
  readonly folder: string;
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts HAProxy so that it outlives the caller. `pid` is its master: the leader of the process group, TERM ends all. */
export async function startHaproxy({ folder, config, environment }: HaproxyStart): Promise<{ pid: number }> {
  const binary = await requireHaproxy();
  const adminSocket = adminSocketOf(config);
  const configFile = join(folder, 'haproxy.cfg');
  await mkdir(folder, { recursive: true });
  await writeFile(configFile, config);
  await validate(binary.path, configFile, environment);
  await refuseToDisplace(adminSocket);

  const outputFile = join(folder, 'haproxy.out');
  await using output = await open(outputFile, 'w');
  const master = spawn(binary.path, ['-W', '-f', configFile], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  await once(master, 'spawn');
  const exited = new AbortController();
  master.once('exit', () => exited.abort());
  const outcome = await answering(adminSocket, exited.signal);
  if (outcome !== 'answering') {
    if (outcome === 'silent') process.kill(-master.pid!, 'SIGKILL');
    const what = outcome === 'exited' ? 'ended at once' : `gave no answer on ${adminSocket} in ${START_LIMIT_MS} ms`;
    throw complaint(await readFile(outputFile, 'utf8'), `HAProxy ${what}.`, configFile);
  }
  master.unref();
  return { pid: master.pid! };
}

/** Throws what HAProxy has against its configuration. */
export async function validate(
  path: string,
  configFile: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  try {
    await promisify(execFile)(path, ['-c', '-f', configFile], { env, timeout: START_LIMIT_MS });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw complaint(stderr + stdout, 'HAProxy refuses its configuration.', configFile);
  }
}

// HAProxy takes a path over from whoever listens there, and breaks it for both if it then fails to start.
async function refuseToDisplace(adminSocket: string): Promise<void> {
  if (!(await answers(adminSocket))) return;
  throw new LabError('port-in-use', `Another HAProxy answers on the admin socket ${adminSocket}.`, {
    fix: 'Stop that one first, or choose another folder.',
  });
}

async function answering(adminSocket: string, exited: AbortSignal): Promise<'answering' | 'exited' | 'silent'> {
  const end = performance.now() + START_LIMIT_MS;
  while (performance.now() < end) {
    if (exited.aborted) return 'exited';
    if (await answers(adminSocket)) return 'answering';
    await delay(POLL_MS);
  }
  return 'silent';
}

const answers = (adminSocket: string) =>
  ask(adminSocketHere(adminSocket), 'show info', 1_000).then(
    () => true,
    () => false,
  );

function adminSocketOf(config: string): string {
  const [, quoted, plain] = /^\s*stats socket (?:'([^']*)'|(\S+))/m.exec(config) ?? [];
  const path = quoted ?? plain;
  if (path !== undefined) return path;
  throw new LabError('haproxy-failed', 'The configuration has no admin socket, so nobody could steer this HAProxy.', {
    fix: 'Put "stats socket PATH mode 600 level admin" into its global section.',
  });
}
