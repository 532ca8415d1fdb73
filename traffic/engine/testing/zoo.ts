import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** A server for tests that misbehaves on demand: the first part of the path says how. */

/** `beneath` is the TCP connection, which is the socket itself where there is no TLS. */
type Manner = (socket: Socket, mark: string, beneath: Socket) => void;

const head = (length: number, more = '') =>
  `HTTP/1.1 200 OK\r\nx-backend: zoo\r\ncontent-length: ${length}\r\n${more}\r\n`;

/** Says whom it answers, so that an answer given to another request is noticed. */
function right(mark: string, more = ''): string {
  const body = JSON.stringify({ mark });
  return head(body.length, more) + body;
}

function chunked(mark: string, trailers: string): string {
  const body = JSON.stringify({ mark });
  const size = (part: string) => `${part.length.toString(16)}\r\n${part}\r\n`;
  const parts = size(body.slice(0, 3)) + size(body.slice(3));
  return `HTTP/1.1 200 OK\r\nx-backend: zoo\r\ntransfer-encoding: chunked\r\n\r\n${parts}0\r\n${trailers}\r\n`;
}

/** Second answers, which come when the next request on that connection is out. */
const owed = new WeakMap<Socket, string>();

export const DRIP_MS = 2;
export const DELAY_MS = 40;

const manners = {
  ok: (socket, mark) => socket.write(right(mark)),
  delayed: (socket, mark) => setTimeout(() => socket.write(right(mark)), DELAY_MS),
  close: (socket) => socket.end(),
  reset: (_socket, _mark, beneath) => beneath.resetAndDestroy(),
  'half-head': (socket) => socket.end('HTTP/1.1 200 OK\r\nx-backe'),
  'half-body': (socket, mark) => socket.end(right(mark).slice(0, -4)),
  'reset-in-body': (socket, mark, beneath) =>
    socket.write(right(mark).slice(0, -4), () => setTimeout(() => beneath.resetAndDestroy(), 5)),
  short: (socket, mark) => socket.write(right(mark).slice(0, -4)),
  long: (socket, mark) => socket.write(`${right(mark)}and more`),
  garbage: (socket) => socket.write('\x16\x03\x01 what is this\r\n\r\n'),
  twice: (socket, mark) => socket.write(right(mark) + right('somebody else')),
  'twice-late': (socket, mark) => {
    socket.write(right(mark));
    owed.set(socket, right('somebody else'));
  },
  hang: () => {},
  unavailable: (socket) =>
    socket.write('HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n'),
  busy: (socket) => socket.write('HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n'),
  'wrong-content': (socket) => socket.write(right('somebody else')),
  drip: (socket, mark) => drip(socket, Buffer.from(right(mark))),
  continue: (socket, mark) => socket.write(`HTTP/1.1 100 Continue\r\n\r\n${right(mark)}`),
  'http-1.0': (socket, mark) => socket.end(`HTTP/1.0 200 OK\r\nx-backend: zoo\r\n\r\n${JSON.stringify({ mark })}`),
  chunked: (socket, mark) => socket.write(chunked(mark, '')),
  trailers: (socket, mark) => socket.write(chunked(mark, 'x-sum: 1\r\nx-more: 2\r\n')),
  'large-head': (socket, mark) => socket.write(right(mark, `x-pad: ${'x'.repeat(20_000)}\r\n`)),
  'huge-head': (socket, mark) => socket.write(right(mark, `x-pad: ${'x'.repeat(100_000)}\r\n`)),
} satisfies Record<string, Manner>;

export type MannerName = keyof typeof manners;
/** The one that is left out harms the request after it, whatever that is: it has a test of its own. */
export const MANNERS = (Object.keys(manners) as MannerName[]).filter((name) => name !== 'twice-late');

function drip(socket: Socket, bytes: Buffer): void {
  if (bytes.length === 0 || socket.destroyed) return;
  socket.write(bytes.subarray(0, 1));
  setTimeout(() => drip(socket, bytes.subarray(1)), DRIP_MS);
}

export interface Zoo extends AsyncDisposable {
  readonly address: string;
  /** Requests that came, by manner. */
  readonly seen: ReadonlyMap<string, number>;
}

export async function openZoo(certificate?: Certificate): Promise<Zoo> {
  const context = certificate && createSecureContext({ cert: certificate.certificate, key: certificate.key });
  const sockets = new Set<Socket>();
  const seen = new Map<string, number>();
  const server = createServer({ noDelay: true }, (beneath) => {
    sockets.add(beneath);
    beneath.on('error', () => {});
    beneath.on('close', () => sockets.delete(beneath));
    const socket = context ? new TLSSocket(beneath, { isServer: true, secureContext: context }) : beneath;
    let inbox = '';
    if (context) socket.on('error', () => {});
    socket.on('data', (data) => {
      inbox += data.toString('latin1');
      const request = /^[A-Z]+ \/([\w.-]+)\/([\w.-]+) [\s\S]*?\r\n\r\n/.exec(inbox);
      if (!request) return;
      const length = Number(/content-length: (\d+)/.exec(request[0])?.[1] ?? 0);
      if (inbox.length < request[0].length + length) return;
      inbox = inbox.slice(request[0].length + length);
      const [, manner, mark] = request as unknown as [string, MannerName, string];
      seen.set(manner, (seen.get(manner) ?? 0) + 1);
      socket.write(owed.get(socket) ?? '');
      owed.delete(socket);
      (manners[manner] as Manner)(socket, mark, beneath);
    });
  });
  server.listen(0, '127.77.0.1');
  await once(server, 'listening');
  return {
    address: `${certificate ? 'https' : 'http'}://127.77.0.1:${(server.address() as { port: number }).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
