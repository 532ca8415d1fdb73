import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { LabError } from '../error.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';

export interface Background {
  readonly identity: ProcessIdentity;
  /** What it said when it was ready. */
  readonly message: unknown;
}

const LIMIT_MS = 20_000;

/** Starts one of our programs so that it outlives us, and waits until it says that it is ready. */
export async function startBackground(options: {
  readonly program: string;
  readonly argument: unknown;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it runs. */
  readonly folder: string;
  readonly log: string;
  readonly signal: AbortSignal;
}): Promise<Background> {
  const { program, argument, environment, folder, log, signal } = options;
  signal.throwIfAborted();
  const output = openSync(log, 'a', 0o600);
  // The argument goes through the channel, not the command line: it may hold keys.
  const child = spawn(process.execPath, [program], {
    cwd: folder,
    detached: true,
    env: environment,
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  try {
    const message = await firstMessage(child, argument, signal);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (!identity) throw new Error('it ended');
    return { identity, message };
  } catch (error) {
    child.kill('SIGKILL');
    signal.throwIfAborted();
    const last = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
    throw new LabError('process-failed', `${program} did not start: ${(error as Error).message}\n${last}`, {
      cause: error,
    });
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

async function firstMessage(child: ChildProcess, argument: unknown, signal: AbortSignal): Promise<unknown> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  const settled = new AbortController();
  const options = { signal: AbortSignal.any([limit, settled.signal]) };
  try {
    child.send(argument as object, () => undefined);
    return await Promise.race([
      once(child, 'message', options).then(([message]) => message),
      once(child, 'exit', options).then(([code, killedBy]) => {
        throw new Error(`it ended with ${killedBy ?? `exit code ${code}`}`);
      }),
    ]);
  } finally {
    settled.abort();
  }
}
