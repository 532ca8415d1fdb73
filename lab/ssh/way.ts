import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';

/** A connection from the far end to somewhere else, through an SSH server. */
export function forwardTo(client: Client, host: string, port: number): Promise<Duplex> {
  return opened((done) => client.forwardOut('127.0.0.1', 0, host, port, done));
}

/** The same to a UNIX socket of that host: an extension of OpenSSH's. */
export function forwardToSocket(client: Client, path: string): Promise<Duplex> {
  return opened((done) => client.openssh_forwardOutStreamLocal(path, done));
}

function opened(begin: (done: (error: Error | undefined, channel: Duplex) => void) => void): Promise<Duplex> {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>();
  begin((error, channel) => (error ? reject(error) : resolve(channel)));
  return promise;
}
