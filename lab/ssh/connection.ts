import { readFile } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import ssh2, { type AuthenticationType, type Client } from 'ssh2';
import type { SshTarget } from '../description.ts';
import { LabError } from '../error.ts';
import { trustIn } from './trust.ts';
import { forwardTo } from './way.ts';

export interface Patience {
  readonly connectMs: number;
  /** For how long a host may say nothing, not even to a keepalive, before its connection counts as lost. */
  readonly silenceMs: number;
}

/** After so many keepalives without an answer, when the next one is due, ssh2 gives the connection up. */
const UNANSWERED = 2;

export interface Connection {
  readonly client: Client;
  readonly lost: boolean;
  close(): Promise<void>;
}

/** Over the hosts on the way, if there are any: they are left when the connection ends. */
export async function openConnection(target: SshTarget, name: string, patience: Patience): Promise<Connection> {
  const hops = target.through ?? [];
  const last = hops.at(-1);
  if (!last) return connect(target, name, patience);
  const jump = await openConnection(
    { ...last, through: hops.slice(0, -1) },
    `${last.host}, on the way to ${name},`,
    patience,
  );
  try {
    const way = await forwardTo(jump.client, target.host, target.port).catch((error) => {
      throw unconnected(`${name} (${target.host}:${target.port})`, target, error);
    });
    const connection = await connect(target, name, patience, way);
    return {
      client: connection.client,
      get lost() {
        return connection.lost;
      },
      async close() {
        await connection.close();
        await jump.close();
      },
    };
  } catch (error) {
    await jump.close();
    throw error;
  }
}

async function connect(
  target: SshTarget,
  name: string,
  { connectMs, silenceMs }: Patience,
  way?: Duplex,
): Promise<Connection> {
  const where = `${name} (${target.user}@${target.host}:${target.port})`;
  const trust = trustIn(target);
  const { methods, ...keys } = await credentialsFor(target, where);
  const client = new ssh2.Client();
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  let hostKey: Buffer | undefined;
  let lost = false;

  client.once('ready', resolve);
  // Stays for good: an error without a listener would end the process.
  client.on('error', reject);
  client.once('close', () => {
    lost = true;
    reject(new Error('the connection was closed'));
  });
  try {
    client.connect({
      ...(way ? { sock: way } : { host: target.host, port: target.port }),
      ...keys,
      username: target.user,
      authHandler: methods,
      algorithms: { serverHostKey: trust.algorithms },
      readyTimeout: connectMs,
      keepaliveInterval: silenceMs / (UNANSWERED + 1),
      keepaliveCountMax: UNANSWERED,
      hostVerifier: (key: Buffer) => {
        hostKey = key;
        return trust.accepts(key);
      },
    });
    if (!way) client.setNoDelay(true);
    await ready;
  } catch (error) {
    client.destroy();
    throw hostKey && !trust.accepts(hostKey) ? trust.refusal(where, hostKey) : unconnected(where, target, error);
  }
  return {
    client,
    get lost() {
      return lost;
    },
    async close() {
      client.end();
      await closed;
    },
  };
}

interface Keys {
  readonly methods: AuthenticationType[];
  readonly privateKey?: Buffer;
  readonly agent?: string;
}

async function credentialsFor({ privateKeyFile, agent }: SshTarget, where: string): Promise<Keys> {
  return {
    methods: [
      ...(privateKeyFile === undefined ? [] : (['publickey'] as const)),
      ...(agent === undefined ? [] : (['agent'] as const)),
    ],
    ...(privateKeyFile === undefined ? {} : { privateKey: await readPrivateKey(privateKeyFile, where) }),
    ...(agent === undefined ? {} : { agent }),
  };
}

async function readPrivateKey(file: string, where: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new LabError('ssh-failed', `Cannot read the private key for ${where}: ${(cause as Error).message}`, {
      fix: 'Correct privateKeyFile in the lab description.',
      cause,
    });
  }
}

function unconnected(where: string, target: SshTarget, error: unknown): LabError {
  const { message, level } = error as Error & { level?: string };
  const fix =
    level === 'client-authentication'
      ? `Put the public part of ${target.privateKeyFile ?? `a key of the agent ${target.agent}`} into authorized_keys of ${target.user}.`
      : /passphrase/.test(message)
        ? `Give the key ${target.privateKeyFile} to an agent (ssh-add), and name the agent instead.`
        : 'Check that the node runs and that its SSH server is reachable.';
  return new LabError('ssh-failed', `Cannot connect to ${where}: ${message}`, { fix, cause: error });
}
