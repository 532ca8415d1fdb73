import { StringDecoder } from 'node:string_decoder';
import type { Client, ClientChannel } from 'ssh2';
import { orAborted } from './abort.ts';
import { Tail } from './tail.ts';

export interface CommandResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** What is sent to a node so that a command runs there. */
export interface Wrapped {
  readonly command: string;
  /** The first line of its input. */
  readonly input?: string;
}

/** As whoever logs in. The command has no input. */
export const asUser = (command: string): Wrapped => ({ command: `exec </dev/null; ${command}` });

const KEPT_BYTES = 64 * 1024;

const ENDINGS = [
  { signal: 'TERM', graceMs: 2_000 },
  { signal: 'KILL', graceMs: 500 },
] as const;

/** The channel closed and nobody said how the command ended. */
export class ConnectionLost extends Error {}

type OnStdout = (text: string) => void;

type Ending = Omit<CommandResult, 'milliseconds'>;

interface Execution {
  readonly channel: ClientChannel;
  /** Nothing, if the channel closed without saying how the command ended. */
  readonly closed: Promise<Ending | undefined>;
}

/** One command on a channel of its own. When the signal fires, the remote command is ended before this rejects. */
export async function execute(
  client: Client,
  wanted: Wrapped,
  signal: AbortSignal,
  onStdout?: OnStdout,
): Promise<CommandResult> {
  const started = performance.now();
  const starting = start(client, wanted, onStdout);
  const execution = await orAborted(starting, signal).catch((reason) => {
    // It may still start, with nobody left to read it.
    starting.then(endRemote, () => undefined);
    throw reason;
  });
  try {
    const ending = await orAborted(execution.closed, signal);
    if (ending !== undefined) return { ...ending, milliseconds: performance.now() - started };
  } catch (reason) {
    await endRemote(execution);
    throw reason;
  }
  throw new ConnectionLost();
}

function start(client: Client, { command, input }: Wrapped, onStdout: OnStdout | undefined): Promise<Execution> {
  const { promise, resolve, reject } = Promise.withResolvers<Execution>();
  client.exec(command, (error, channel) => {
    if (error) {
      reject(error);
      return;
    }
    // Right here: a short command's exit arrives with the same packet, and is gone when a promise gets its turn.
    resolve({ channel, closed: watch(channel, onStdout) });
    // Our half stays open: ssh2 sends no signal once it is closed.
    if (input !== undefined) channel.write(input);
  });
  return promise;
}

function watch(channel: ClientChannel, onStdout: OnStdout | undefined): Promise<Ending | undefined> {
  const { promise, resolve } = Promise.withResolvers<Ending | undefined>();
  const stdout = new Tail(KEPT_BYTES);
  const stderr = new Tail(KEPT_BYTES);
  let exit: Pick<CommandResult, 'code' | 'signal'> | undefined;
  const decoder = new StringDecoder('utf8');
  channel.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    onStdout?.(decoder.write(chunk));
  });
  channel.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  channel.on('exit', (code: number | null, signal: string | null = null) => {
    exit = { code, signal };
  });
  channel.on('close', () => resolve(exit && { ...exit, stdout: stdout.text(), stderr: stderr.text() }));
  return promise;
}

/** Servers pass signals on as they see fit (OpenSSH: not for every account), so the channel is closed in any case. */
async function endRemote({ channel, closed }: Execution): Promise<void> {
  for (const { signal, graceMs } of ENDINGS) {
    channel.signal(signal);
    if (await endsWithin(closed, graceMs)) return;
  }
  channel.close();
}

function endsWithin(closed: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  return Promise.race([closed.then(() => true), late]).finally(() => clearTimeout(timer));
}
