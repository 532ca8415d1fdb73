import ssh2 from 'ssh2';
import { LabError } from '../error.ts';
import { fingerprint } from './keys.ts';

const LIMIT_MS = 5_000;

/** The key that a host shows to anybody who asks, as `ssh-keyscan` does. It proves nothing about who shows it. */
export async function hostKeyAt(host: string, port: number): Promise<string> {
  const client = new ssh2.Client();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // To refuse the key ends the connection with an error, when the answer is already there.
  client.on('error', reject);
  client.on('close', () => reject(new Error('the connection was closed')));
  client.connect({
    host,
    port,
    username: 'nobody',
    readyTimeout: LIMIT_MS,
    hostVerifier: (key: Buffer) => {
      resolve(fingerprint(key));
      return false;
    },
  });
  try {
    return await promise;
  } catch (cause) {
    throw new LabError('ssh-failed', `${host}:${port} shows no host key: ${(cause as Error).message}`, {
      fix: 'Check that the host runs and that its SSH server is reachable.',
      cause,
    });
  } finally {
    client.destroy();
  }
}
