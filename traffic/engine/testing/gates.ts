import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import { freePort } from '../../../lab/testing/index.ts';
import type { TargetSpec } from '../links/index.ts';
import { type Authority, makeAuthority } from './certificate.ts';

/** Addresses for tests where no request gets through, each for a reason of its own. */

const ADDRESS = '127.77.0.4';
/** TLS: a fatal handshake failure. */
const ALERT = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

/** What is done with a connection whose first bytes have come. */
const manners = {
  'handshake that is refused': (socket: Socket) => socket.end(ALERT),
  'handshake that is left': (socket: Socket) => socket.end(),
  'a reset amid the handshake': (socket: Socket) => socket.resetAndDestroy(),
  'handshake that is not understood': (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  'handshake that is not answered': () => {},
};

export type GateName = keyof typeof manners | 'nobody listens' | 'certificate of somebody else';
export const GATES: readonly GateName[] = [
  'nobody listens',
  'certificate of somebody else',
  ...(Object.keys(manners) as (keyof typeof manners)[]),
];

export interface Gates extends AsyncDisposable {
  readonly targets: Readonly<Record<GateName, TargetSpec>>;
}

export async function openGates(authority: Authority): Promise<Gates> {
  await using stack = new AsyncDisposableStack();
  const port = async (server: ReturnType<typeof createServer>) => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
    server.listen(0, ADDRESS);
    await once(server, 'listening');
    stack.defer(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    });
    return (server.address() as { port: number }).port;
  };
  const https = (at: number) => ({ url: `https://${ADDRESS}:${at}`, authorities: authority.certificate });
  const targets: Partial<Record<GateName, TargetSpec>> = {};
  for (const [name, manner] of Object.entries(manners))
    targets[name as GateName] = https(
      await port(createServer((socket) => void socket.once('data', () => manner(socket)))),
    );
  const { certificate: cert, key } = makeAuthority('somebody else').issue(ADDRESS);
  targets['certificate of somebody else'] = https(
    await port(createSecureServer({ cert, key }).on('tlsClientError', () => {})),
  );
  targets['nobody listens'] = `http://${ADDRESS}:${await freePort(ADDRESS)}`;
  const kept = stack.move();
  return {
    targets: targets as Record<GateName, TargetSpec>,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
