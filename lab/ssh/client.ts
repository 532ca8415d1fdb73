import type { Duplex } from 'node:stream';
import type { SshTarget } from '../description.ts';
import { LabError } from '../error.ts';
import { orAborted } from './abort.ts';
import { asRoot, unwrapped } from './become.ts';
import { type Connection, openConnection, type Patience } from './connection.ts';
import { asUser, type CommandResult, ConnectionLost, execute } from './execution.ts';
import { Turns } from './turns.ts';
import { forwardTo, forwardToSocket } from './way.ts';

// OpenSSH's MaxSessions is 10 a connection; one more is refused, not queued. A command that has ended counts until its channel is
// cleared away, and the next one may be asked for in the same packet: all of them, and as many again, must have room.
const COMMANDS_AT_ONCE = 5;

/** A node that commands can be run on. One connection, many commands at once. */
export interface SshClient extends AsyncDisposable {
  readonly target: SshTarget;
  /** Runs a shell command. A non-zero exit code is a result; a lost connection or the time limit is a LabError. */
  run(command: string, options: RunOptions): Promise<CommandResult>;
  /** A connection to what listens there: a path of a UNIX socket, or a host and port as the node reaches it. */
  reach(place: Place): Promise<Duplex>;
}

export type Place = string | { readonly host: string; readonly port: number };

export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** What the command says while it runs. */
  readonly onStdout?: (text: string) => void;
}

const PATIENCE: Patience = { connectMs: 10_000, silenceMs: 15_000 };

/** After a lost connection the next command connects anew; the lost one is never repeated. */
export async function connectSsh(target: SshTarget, name: string, given: Partial<Patience> = {}): Promise<SshClient> {
  const patience = { ...PATIENCE, ...given };
  const turns = new Turns(COMMANDS_AT_ONCE);
  let connection: Connection = await openConnection(target, name, patience);
  let reopening: Promise<Connection> | undefined;
  let closed = false;

  const connected = async (): Promise<Connection> => {
    if (closed) throw new LabError('ssh-failed', `The connection to ${name} was closed by this process.`);
    if (!connection.lost) return connection;
    reopening ??= openConnection(target, name, patience).finally(() => {
      reopening = undefined;
    });
    connection = await reopening;
    return connection;
  };

  const run = async (command: string, { timeoutMs, signal, onStdout }: RunOptions): Promise<CommandResult> => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(timedOut(name, command, timeoutMs)), timeoutMs);
    const ending = signal ? AbortSignal.any([limit.signal, signal]) : limit.signal;
    try {
      using _turn = await turns.take(ending);
      const { client } = await orAborted(connected(), ending);
      if (!target.become) return await execute(client, asUser(command), ending, onStdout);
      return unwrapped(await execute(client, asRoot(command, target.become, name), ending, onStdout), target, name);
    } catch (error) {
      if (ending.aborted || error instanceof LabError) throw error;
      const isLost = error instanceof ConnectionLost || connection.lost;
      throw isLost ? lost(name, command) : failed(name, command, error as Error);
    } finally {
      clearTimeout(timer);
    }
  };

  const reach = async (place: Place): Promise<Duplex> => {
    const { client } = await connected();
    return typeof place === 'string' ? forwardToSocket(client, place) : forwardTo(client, place.host, place.port);
  };

  const dispose = async () => {
    closed = true;
    await (await reopening?.catch(() => undefined))?.close();
    await connection.close();
  };

  return { target, run, reach, [Symbol.asyncDispose]: dispose };
}

const timedOut = (name: string, command: string, timeoutMs: number) =>
  new LabError('ssh-timeout', `"${command}" on ${name} did not end within ${timeoutMs} ms and was stopped.`, {
    fix: 'Look at what the command waits for, or give it more time.',
  });

const lost = (name: string, command: string) =>
  new LabError('ssh-failed', `The connection to ${name} was lost while "${command}" ran.`, {
    fix: 'Whether the command took effect is unknown: look on the node before it is repeated.',
  });

const failed = (name: string, command: string, cause: Error) =>
  new LabError('ssh-failed', `"${command}" could not be run on ${name}: ${cause.message}`, {
    fix: 'Look into the log of the SSH server on that node.',
    cause,
  });
