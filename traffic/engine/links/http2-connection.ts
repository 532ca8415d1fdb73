import { type ClientHttp2Session, connect, constants } from 'node:http2';
import type { Socket } from 'node:net';
import type { Loss } from './link.ts';
import { lossBeforeAnswer, lossBeforeStanding } from './loss.ts';
import type { Target } from './target.ts';

/** Who is on a connection. */
export interface Passenger {
  onStanding(): void;
  onNeverStood(loss: Loss): void;
}

const { NGHTTP2_COMPRESSION_ERROR, NGHTTP2_FLOW_CONTROL_ERROR, NGHTTP2_FRAME_SIZE_ERROR, NGHTTP2_PROTOCOL_ERROR } =
  constants;
const NOT_HTTP2 = [
  NGHTTP2_PROTOCOL_ERROR,
  NGHTTP2_FLOW_CONTROL_ERROR,
  NGHTTP2_FRAME_SIZE_ERROR,
  NGHTTP2_COMPRESSION_ERROR,
];

/** More on one connection would make one loss the loss of all. */
const MAX_STREAMS = 20;

/** One HTTP/2 connection, and the requests that share it. It never repeats anything by itself. */
export class Http2Connection {
  readonly id: number;
  readonly scheme: 'http' | 'https';
  /** Requests begun on it. */
  turns = 0;
  idleSince = 0;
  /** May another request begin on it? */
  open = true;
  readonly passengers = new Set<Passenger>();
  readonly #socket: Socket;
  #session: ClientHttp2Session | undefined;
  /** How it ended, once it has. */
  #end: { readonly error: NodeJS.ErrnoException | undefined } | undefined;
  #leaving = false;

  constructor(id: number, target: Target) {
    this.id = id;
    this.scheme = target.secure ? 'https' : 'http';
    this.#socket = target.dialHttp2();
    this.#socket
      .on(target.standsOn, () => this.#stands(target))
      .on('error', (error) => this.#ended(error, target.secure))
      .on('close', () => this.#ended(undefined, target.secure));
  }

  get standing(): boolean {
    return this.#session !== undefined;
  }

  /** For who has seen it standing. */
  get session(): ClientHttp2Session {
    return this.#session!;
  }

  get full(): boolean {
    const { maxConcurrentStreams } = this.#session?.remoteSettings ?? {};
    return this.passengers.size >= Math.min(MAX_STREAMS, maxConcurrentStreams ?? MAX_STREAMS);
  }

  /** Why a stream on it ended before its answer was complete. */
  lossOf(error: NodeJS.ErrnoException | undefined, rstCode: number | undefined, begun: boolean): Loss {
    if (error?.code === 'ERR_HTTP2_ERROR' || NOT_HTTP2.includes(rstCode ?? 0)) return 'garbage';
    if (begun) return 'cut';
    // The peer took leave of the connection before it had answered.
    if (this.#leaving || error?.code === 'ERR_HTTP2_SESSION_ERROR') return 'closed';
    return this.#end ? lossBeforeAnswer(this.#end.error) : 'reset';
  }

  /** Takes leave when the last stream is done. */
  leave(): void {
    this.open = false;
    this.#session?.close();
  }

  destroy(): void {
    this.open = false;
    this.#session?.destroy();
    this.#socket.destroy();
  }

  #stands(target: Target): void {
    // Over TLS both sides have to name it; a peer that did not would be spoken to in a protocol that it does not know.
    if (target.secure && (this.#socket as Socket & { alpnProtocol: unknown }).alpnProtocol !== 'h2') {
      this.#ended(new Error('the peer did not agree to HTTP/2'), true);
      this.destroy();
      return;
    }
    this.#session = connect(`${this.scheme}://${target.host}`, {
      createConnection: () => this.#socket,
      settings: { enablePush: false },
    });
    this.#session
      .on('goaway', () => {
        this.#leaving = true;
        this.open = false;
      })
      .on('close', () => {
        this.open = false;
      })
      // Each of its streams is told.
      .on('error', () => {});
    for (const passenger of this.passengers) passenger.onStanding();
  }

  #ended(error: NodeJS.ErrnoException | undefined, secure: boolean): void {
    this.#end ??= { error };
    this.open = false;
    if (this.#session) return;
    for (const passenger of this.passengers) passenger.onNeverStood(lossBeforeStanding(this.#end.error, secure));
  }
}
