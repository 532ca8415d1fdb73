import { once } from 'node:events';
import { constants, createSecureServer, createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { Certificate } from './certificate.ts';

/** A server for tests that misbehaves over HTTP/2 on demand: the first part of the path says how. */

type Manner = (stream: ServerHttp2Stream, mark: string, socket: Socket) => void;

const { NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

function head(stream: ServerHttp2Stream, mark: string, more: object = {}, options: { waitForTrailers?: boolean } = {}) {
  const body = JSON.stringify({ mark });
  stream.respond({ ':status': 200, 'x-backend': 'zoo', 'content-length': body.length, ...more }, options);
  return body;
}

function right(stream: ServerHttp2Stream, mark: string, more: object = {}): void {
  stream.end(head(stream, mark, more));
}

const status = (stream: ServerHttp2Stream, code: number) => {
  stream.respond({ ':status': code, 'retry-after': '1' }, { endStream: true });
};

/** What concerns one stream only. */
const manners = {
  ok: (stream, mark) => right(stream, mark),
  delayed: (stream, mark) => setTimeout(() => stream.destroyed || right(stream, mark), 40),
  reset: (stream) => stream.close(NGHTTP2_INTERNAL_ERROR),
  'not accepted': (stream) => stream.close(NGHTTP2_REFUSED_STREAM),
  'reset-in-body': (stream, mark) =>
    stream.write(head(stream, mark).slice(0, -4), () => stream.destroy(new Error('half'))),
  'ended-in-body': (stream, mark) => stream.end(head(stream, mark).slice(0, -4)),
  short: (stream, mark) => stream.write(head(stream, mark).slice(0, -4)),
  hang: () => {},
  unavailable: (stream) => status(stream, 503),
  busy: (stream) => status(stream, 429),
  'wrong-content': (stream) => right(stream, 'somebody else'),
  drip: (stream, mark) => drip(stream, head(stream, mark)),
  hints: (stream, mark) => {
    stream.additionalHeaders({ ':status': 103, link: '</x>' });
    right(stream, mark);
  },
  trailers: (stream, mark) => {
    const body = head(stream, mark, {}, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '1' }));
    stream.end(body);
  },
  'large-head': (stream, mark) => right(stream, mark, { 'x-pad': 'x'.repeat(20_000) }),
} satisfies Record<string, Manner>;

/** What takes the whole connection along. */
const endings = {
  'connection closed': (_stream, _mark, socket) => socket.end(),
  // nghttp2 gives up the connection over it, where it resets the stream if a body is too short.
  'body too long': (stream, mark) => stream.end(`${head(stream, mark)}and more`),
  'connection reset': (_stream, _mark, socket) => socket.resetAndDestroy(),
  'connection lost amid a body': (stream, mark, socket) =>
    stream.write(head(stream, mark).slice(0, -4), () => setTimeout(() => socket.destroy(), 5)),
  'leave taken': (stream, _mark, socket) => {
    stream.session!.goaway(NGHTTP2_NO_ERROR);
    setTimeout(() => socket.destroy(), 5);
  },
  'leave taken in anger': (stream) => stream.session!.goaway(NGHTTP2_INTERNAL_ERROR),
} satisfies Record<string, Manner>;

export type Http2Manner = keyof typeof manners;
export type Http2Ending = keyof typeof endings;
export const HTTP2_MANNERS = Object.keys(manners) as Http2Manner[];
export const HTTP2_ENDINGS = Object.keys(endings) as Http2Ending[];
const all: Readonly<Record<string, Manner>> = { ...manners, ...endings };

function drip(stream: ServerHttp2Stream, text: string): void {
  if (stream.destroyed) return;
  if (text.length === 0) return void stream.end();
  stream.write(text.slice(0, 1));
  setTimeout(() => drip(stream, text.slice(1)), 2);
}

export interface Http2Zoo extends AsyncDisposable {
  readonly address: string;
  /** Requests that came, by manner. */
  readonly seen: ReadonlyMap<string, number>;
}

export async function openHttp2Zoo(certificate?: Certificate): Promise<Http2Zoo> {
  const seen = new Map<string, number>();
  const sessions = new Set<Http2Session>();
  const sockets = new WeakMap<Http2Session, Socket>();
  let last: Socket | undefined;
  const server = certificate
    ? createSecureServer({ cert: certificate.certificate, key: certificate.key })
    : createServer();
  // Before Node's own listener, which makes the session.
  server.prependListener('connection', (socket: Socket) => {
    last = socket;
  });
  server.on('session', (session) => {
    sessions.add(session.on('error', () => {}).on('close', () => sessions.delete(session)));
    // Of a session's socket, only the session may dispose; what a broken server does is done to the socket itself.
    if (last) sockets.set(session, last);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    const socket = sockets.get(stream.session!)!;
    const [, manner, mark] = String(headers[':path']).split('/').map(decodeURIComponent) as [string, string, string];
    stream.resume().on('end', () => {
      seen.set(manner, (seen.get(manner) ?? 0) + 1);
      if (!stream.destroyed) all[manner]!(stream, mark, socket);
    });
  });
  server.listen(0, '127.77.0.5');
  await once(server, 'listening');
  return {
    address: `${certificate ? 'https' : 'http'}://127.77.0.5:${(server.address() as { port: number }).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
