import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, { type Connection } from 'ssh2';
import { LabError } from '../error.ts';
import { authenticate } from './authentication.ts';
import { parsedKey } from './keys.ts';
import { serveSession } from './session.ts';

export interface SshServerOptions {
  readonly address: string;
  /** 0: the system picks a free one. */
  readonly port: number;
  readonly user: string;
  /** Commands run here, through `/bin/sh -c`. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly hostKey: string;
  readonly authorizedKey: string;
}

export interface SshServer extends AsyncDisposable {
  readonly port: number;
}

export async function startSshServer(options: SshServerOptions): Promise<SshServer> {
  const authorizedKey = parsedKey(options.authorizedKey);
  const connections = new Set<Connection>();
  const commands = new Set<Promise<void>>();
  const server = new ssh2.Server({ hostKeys: [options.hostKey] });

  server.on('connection', (connection) => {
    const gone = new AbortController();
    // Otherwise a command waits several times for a delayed acknowledgement, 40 ms each. The types lack it.
    (connection as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true);
    connections.add(connection);
    connection.on('close', () => {
      connections.delete(connection);
      gone.abort();
    });
    // Resets and half handshakes are the client's affair; without a listener they would end the process.
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => authenticate(context, options.user, authorizedKey));
    connection.on('session', (accept) =>
      serveSession(accept(), { root: options.root, environment: options.environment, gone: gone.signal }, (done) => {
        commands.add(done);
        done.finally(() => commands.delete(done));
      }),
    );
  });

  await listen(server, options.address, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections) connection.end();
      await Promise.all([...commands, closed]);
    },
  };
}

async function listen(server: ssh2.Server, address: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, address, resolve);
  try {
    await promise;
  } catch (error) {
    throw new LabError(
      'port-in-use',
      `The SSH server cannot listen on ${address}:${port}: ${(error as Error).message}`,
      {
        fix: 'Choose another port, or 0 for a free one.',
        cause: error,
      },
    );
  }
}
