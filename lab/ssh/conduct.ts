import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { ServerChannel } from 'ssh2';
import { type ChannelOutput, channelOutput } from './channel-output.ts';
import { endGroup } from './process-group.ts';
import type { Program } from './program.ts';

const GRACE_MS = 2_000;
const QUIET_MS = 100;

/** The signals that SSH has a name for (RFC 4254, 6.10). */
const NAMED = /^SIG(ABRT|ALRM|FPE|HUP|ILL|INT|KILL|PIPE|QUIT|SEGV|TERM|USR1|USR2)$/;

export interface Conducted {
  /** Leader of the command's own process group. */
  readonly pid: number | undefined;
  readonly done: Promise<void>;
}

export interface Surroundings {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Fires when nobody waits for the command any more. */
  readonly gone: AbortSignal;
}

/** Runs a program between the two ends of a channel, until the program itself has ended. */
export function conduct(program: Program, channel: ServerChannel, around: Surroundings): Conducted {
  const child = spawn(program.file, program.args, {
    cwd: around.root,
    env: around.environment,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command may end without having read its input.
  child.stdin.on('error', () => channel.unpipe(child.stdin));
  channel.pipe(child.stdin);
  return { pid: child.pid, done: finish(child, program, channel, around.gone) };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

async function finish(child: Child, { farewell }: Program, channel: ServerChannel, gone: AbortSignal): Promise<void> {
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let killed: Promise<void> | undefined;
  const kill = () => {
    killed = child.pid === undefined ? undefined : endGroup(child.pid, farewell, GRACE_MS);
  };
  const forwarded = forward(child, channelOutput(channel));
  if (gone.aborted) kill();
  gone.addEventListener('abort', kill);
  try {
    const [code, signal] = await ended;
    gone.removeEventListener('abort', kill);
    await Promise.race([forwarded.done, forwarded.quiet(gone)]);
    sendExit(channel, code, signal);
  } catch (error) {
    channel.stderr.write(`The command could not be started: ${(error as Error).message}\n`);
    channel.exit(127);
  } finally {
    // A daemon that kept these open goes on, but nobody listens to it any more.
    child.stdout.destroy();
    child.stderr.destroy();
    channel.end();
    await killed;
  }
}

function sendExit(channel: ServerChannel, code: number | null, signal: NodeJS.Signals | null): void {
  if (signal === null) channel.exit(code ?? 255);
  else if (NAMED.test(signal)) channel.exit(signal, false, '');
  else channel.exit(128 + constants.signals[signal]);
}

function forward(child: Child, output: ChannelOutput) {
  let chunks = 0;
  let writing = 0;
  const pump = async (from: Readable, write: (chunk: Buffer) => Promise<void>) => {
    try {
      for await (const chunk of from) {
        chunks += 1;
        writing += 1;
        await write(chunk);
        writing -= 1;
      }
    } catch {
      // Destroyed from here, when the command was over.
    }
  };
  const done = Promise.all([pump(child.stdout, output.stdout), pump(child.stderr, output.stderr)]);
  /**
   * When a daemon holds the outputs open they never end: silence after the command's own end has to do.
   * When nobody reads the channel any more, a write never ends either.
   */
  const quiet = async (gone: AbortSignal) => {
    for (let seen = -1; !gone.aborted && (seen !== chunks || writing > 0); ) {
      seen = chunks;
      await delay(QUIET_MS);
      await nextTurn();
    }
  };
  return { done, quiet };
}
