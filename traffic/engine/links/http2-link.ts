import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import type { Http2Connection, Passenger } from './http2-connection.ts';
import { http2Request } from './http2-request.ts';
import type { Carrier, Loss, Received, Waiter } from './link.ts';
import { MAX_BODY } from './parser.ts';

/** One request and its answer: a stream of an HTTP/2 connection. */
export class Http2Link implements Carrier, Passenger, Received {
  readonly connection: Http2Connection;
  idleSince = 0;
  onBody: ((piece: Buffer) => void) | undefined;
  status = 0;
  /** Names and values of the heads, and the bodies: what they took compressed and in frames is not told. */
  bytes = 0;
  #turn: number | undefined;
  #waiter: Waiter | undefined;
  #stream: ClientHttp2Stream | undefined;
  #headers: IncomingHttpHeaders = {};
  #begun = false;
  #bodyBytes = 0;
  /** Of the request's body, what is yet to be written. */
  #toCome = 0;
  #pieces: Buffer[] = [];
  #error: NodeJS.ErrnoException | undefined;

  constructor(connection: Http2Connection) {
    this.connection = connection;
  }

  get id(): number {
    return this.connection.id;
  }

  get turn(): number {
    return this.#turn ?? this.connection.turns;
  }

  get open(): boolean {
    return this.connection.open;
  }

  get standing(): boolean {
    return this.connection.standing;
  }

  get unsent(): number {
    return this.#stream?.writableLength ?? 0;
  }

  take(waiter: Waiter): void {
    this.connection.turns += 1;
    this.#turn = this.connection.turns;
    this.#waiter = waiter;
    this.connection.passengers.add(this);
    if (this.connection.standing) waiter.onConnected();
  }

  send(request: string, method: string, captures: boolean): void {
    const { headers, body, length } = http2Request(request, this.connection.scheme);
    const stream = this.connection.session.request(headers, { endStream: length === 0 });
    this.#stream = stream;
    this.#toCome = length;
    stream
      .on('headers', () => this.#begin())
      .on('response', (answer) => {
        this.#begin();
        this.#headers = answer;
        this.status = answer[':status'] ?? 0;
        this.bytes += sizeOf(answer);
      })
      .on('data', (piece: Buffer) => this.#take(piece, captures))
      .on('trailers', (trailers) => {
        this.bytes += sizeOf(trailers);
      })
      .on('end', () => this.#ended(stream, method))
      .on('error', (error: NodeJS.ErrnoException) => {
        this.#error = error;
      })
      .on('close', () => this.#lose(this.connection.lossOf(this.#error, stream.rstCode, this.#begun)));
    if (body.length > 0) this.write(body);
  }

  write(piece: Buffer): void {
    this.#toCome -= piece.length;
    if (this.#toCome === 0) this.#stream?.end(piece);
    else this.#stream?.write(piece);
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  /**
   * Gives up its own stream, and leaves the others on the connection alone. None follows where an answer was waited for
   * in vain: nothing says that the connection is alive.
   */
  destroy(): void {
    if (this.#release()) this.connection.open = false;
    if (!this.#stream) return;
    this.#stream.on('error', () => {});
    this.#stream.destroy();
  }

  header(name: string): string | undefined {
    const value = this.#headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  body(): string {
    return this.#bodyBytes > MAX_BODY ? '' : Buffer.concat(this.#pieces).toString('utf8');
  }

  onStanding(): void {
    this.#waiter?.onConnected();
  }

  onNeverStood(loss: Loss): void {
    this.#lose(loss);
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#waiter?.onFirstByte();
  }

  #take(piece: Buffer, captures: boolean): void {
    this.bytes += piece.length;
    this.#bodyBytes += piece.length;
    if (captures && this.#bodyBytes <= MAX_BODY) this.#pieces.push(piece);
    this.onBody?.(piece);
  }

  /** A stream that was reset ends too. Without a length, one that was reset "without an error" cannot be told apart. */
  #ended(stream: ClientHttp2Stream, method: string): void {
    const length = this.#headers['content-length'];
    const whole =
      length === undefined || method === 'HEAD' || this.status === 304 || Number(length) === this.#bodyBytes;
    if (this.status !== 0 && !stream.rstCode && whole) this.#release()?.onAnswer(this);
  }

  #lose(loss: Loss): void {
    this.#release()?.onLoss(loss);
  }

  /** Whoever waited, the first time. */
  #release(): Waiter | undefined {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    this.connection.passengers.delete(this);
    return waiter;
  }
}

function sizeOf(headers: IncomingHttpHeaders): number {
  return Object.entries(headers).reduce((total, [name, value]) => total + name.length + String(value).length, 0);
}
