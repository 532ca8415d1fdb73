import { readFile } from 'node:fs/promises';
import ssh2, { type Client } from 'ssh2';
import type { SshTarget } from '../description.ts';
import { LabError } from '../error.ts';
import { fingerprint, keyType } from './keys.ts';

const KEEPALIVE_MS = 5_000;
const KEEPALIVES_MISSED = 3;

export interface Connection {
  readonly client: Client;
  readonly lost: boolean;
  close(): Promise<void>;
}

export async function openConnection(target: SshTarget, name: string, timeoutMs: number): Promise<Connection> {
  const where = `${name} (${target.user}@${target.host}:${target.port})`;
  const privateKey = await readPrivateKey(target.privateKeyFile, where);
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
  const isExpected = (key: Buffer) => fingerprint(key) === target.hostKey;
  try {
    client.connect({
      host: target.host,
      port: target.port,
      username: target.user,
      privateKey,
      authHandler: ['publickey'],
      readyTimeout: timeoutMs,
      keepaliveInterval: KEEPALIVE_MS,
      keepaliveCountMax: KEEPALIVES_MISSED,
      hostVerifier: (key: Buffer) => {
        hostKey = key;
        return isExpected(key);
      },
    });
    client.setNoDelay(true);
    await ready;
  } catch (error) {
    client.destroy();
    throw hostKey && !isExpected(hostKey) ? wrongHostKey(where, target, hostKey) : unconnected(where, target, error);
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

function wrongHostKey(where: string, target: SshTarget, key: Buffer): LabError {
  const received = `${fingerprint(key)} (${keyType(key)})`;
  return new LabError(
    'host-key-mismatch',
    `${where} has another host key. Expected ${target.hostKey}, got ${received}.`,
    {
      fix: 'If the host was rebuilt, compare with `ssh-keygen -l` on its console and correct hostKey. If not, somebody is in between.',
    },
  );
}

function unconnected(where: string, target: SshTarget, error: unknown): LabError {
  const { message, level } = error as Error & { level?: string };
  const fix =
    level === 'client-authentication'
      ? `Put the public part of ${target.privateKeyFile} into authorized_keys of ${target.user}.`
      : 'Check that the node runs and that its SSH server is reachable.';
  return new LabError('ssh-failed', `Cannot connect to ${where}: ${message}`, { fix, cause: error });
}
