import { CR, LF } from './bytes.ts';
import { type Head, headerOf, parseHead } from './head.ts';

/** Heads with all that comes before the answer proper, and trailers: no honest server says more. */
const MAX_HEAD = 64 * 1024;
const MAX_CHUNK_LINE = 1024;
export const MAX_BODY = 256 * 1024;
const HTTP = Buffer.from('HTTP/1.');
const NOTHING = Buffer.alloc(0);

export type ParserState =
  | 'head'
  | 'sized'
  | 'chunk-size'
  | 'chunk'
  | 'chunk-end'
  | 'trailer'
  | 'until-close'
  | 'done'
  | 'bad';

/**
 * Reads one answer after the other from a connection's bytes, in whatever pieces they come. One parser serves a
 * connection for its life. Bare line feeds are taken as line ends, as RFC 9112 allows.
 */
export class ResponseParser {
  state: ParserState = 'done';
  /** What is wrong, when the state is `bad`. */
  why = '';
  status = 0;
  /** Of this answer so far, head included. */
  bytes = 0;
  persistent = false;
  /** Is called with each piece of a body as it comes. */
  onBody: ((piece: Buffer) => void) | undefined;
  #method = 'GET';
  #captures = false;
  /** The head of the answer is in these bytes: the caller's as long as they are lent, then a copy. */
  #head: Buffer = NOTHING;
  #headFrom = 0;
  #headTo = 0;
  /** What came of a head that is not whole yet. */
  #partial: Buffer = NOTHING;
  #carry = '';
  #seen = 0;
  #lineLength = 0;
  #left = 0;
  #pieces: Buffer[] = [];
  #captured = 0;

  /** An answer to a request with this method comes next. Its body is kept only if `captures`. */
  begin(method: string, captures: boolean): void {
    this.state = 'head';
    this.status = 0;
    this.bytes = 0;
    this.persistent = false;
    this.#method = method;
    this.#captures = captures;
    this.#holdHead(NOTHING);
    this.#partial = NOTHING;
    this.#seen = 0;
    this.#startLine();
    if (this.#captured > 0) {
      this.#pieces = [];
      this.#captured = 0;
    }
  }

  /** Takes bytes `from`..`to` and returns where the answer ended, or `to`. */
  push(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to && this.state !== 'done' && this.state !== 'bad') at = this.#step(bytes, at, to);
    this.bytes += at - from;
    // The caller will use these bytes again; of a complete answer the head is read before.
    if (this.#head === bytes && this.state !== 'done')
      this.#holdHead(Buffer.from(bytes.subarray(this.#headFrom, this.#headTo)));
    return at;
  }

  /** The connection ended: true when that is how this answer had to end. */
  finish(): boolean {
    if (this.state === 'until-close') this.state = 'done';
    return this.state === 'done';
  }

  header(name: string): string | undefined {
    return headerOf(this.#head, this.#headFrom, this.#headTo, name);
  }

  /** The body's text; empty when it was longer than what is kept, for half a text proves nothing. */
  body(): string {
    return this.#captured > MAX_BODY ? '' : Buffer.concat(this.#pieces).toString('utf8');
  }

  #step(bytes: Buffer, at: number, to: number): number {
    switch (this.state) {
      case 'head':
        return this.#takeHead(bytes, at, to);
      case 'chunk-size':
      case 'chunk-end':
      case 'trailer':
        return this.#takeLine(bytes, at, to);
      default:
        return this.#takeBody(bytes, at, to);
    }
  }

  #takeHead(bytes: Buffer, from: number, to: number): number {
    let length = this.#lineLength;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at];
      if (byte === LF) {
        if (length === 0) {
          this.#endHead(bytes, from, at + 1);
          return at + 1;
        }
        length = 0;
      } else if (byte !== CR) length += 1;
    }
    this.#lineLength = length;
    this.#seen += to - from;
    if (this.#seen > MAX_HEAD) return this.#fail('the head is too long', to);
    this.#partial = Buffer.concat([this.#partial, bytes.subarray(from, to)]);
    const known = Math.min(HTTP.length, this.#partial.length);
    if (this.#partial.compare(HTTP, 0, known, 0, known) !== 0) return this.#fail('not HTTP/1', to);
    return to;
  }

  #endHead(bytes: Buffer, from: number, to: number): void {
    this.#seen += to - from;
    if (this.#seen > MAX_HEAD) return void this.#fail('the head is too long', to);
    if (this.#partial.length === 0) this.#holdHead(bytes, from, to);
    else this.#holdHead(Buffer.concat([this.#partial, bytes.subarray(from, to)]));
    this.#partial = NOTHING;
    this.#startLine();
    const reading = parseHead(this.#head, this.#headFrom, this.#headTo);
    if (!reading.ok) return void this.#fail(reading.why, to);
    const { head } = reading;
    if (head.status === 101) return void this.#fail('the protocol was switched, which nobody had asked for', to);
    if (head.status < 200) return;
    this.status = head.status;
    this.persistent = head.persistent;
    this.#startBody(head);
  }

  #holdHead(bytes: Buffer, from = 0, to = bytes.length): void {
    this.#head = bytes;
    this.#headFrom = from;
    this.#headTo = to;
  }

  #startBody({ framing, status }: Head): void {
    if (this.#method === 'HEAD' || status === 204 || status === 304) this.state = 'done';
    else if (framing.kind === 'chunked') this.state = 'chunk-size';
    else if (framing.kind === 'until-close') {
      this.state = 'until-close';
      this.persistent = false;
    } else {
      this.#left = framing.length;
      this.state = framing.length === 0 ? 'done' : 'sized';
    }
  }

  #takeBody(bytes: Buffer, from: number, to: number): number {
    const end = this.state === 'until-close' ? to : Math.min(to, from + this.#left);
    if (this.#captures) {
      this.#captured += end - from;
      if (this.#captured <= MAX_BODY) this.#pieces.push(Buffer.from(bytes.subarray(from, end)));
    }
    this.onBody?.(bytes.subarray(from, end));
    if (this.state === 'until-close') return end;
    this.#left -= end - from;
    if (this.#left === 0) this.state = this.state === 'sized' ? 'done' : 'chunk-end';
    return end;
  }

  #takeLine(bytes: Buffer, from: number, to: number): number {
    const found = bytes.indexOf(LF, from);
    const end = found === -1 || found >= to ? to : found + 1;
    this.#carry += bytes.toString('latin1', from, end);
    this.#seen += this.state === 'trailer' ? end - from : 0;
    if (this.#seen > MAX_HEAD) return this.#fail('the trailer is too long', end);
    if (this.state !== 'trailer' && this.#carry.length > MAX_CHUNK_LINE)
      return this.#fail('a chunk size is too long', end);
    if (end === to && !this.#carry.endsWith('\n')) return end;
    const line = this.#carry.replace(/\r?\n$/, '');
    this.#startLine();
    this.#endLine(line);
    return end;
  }

  #endLine(line: string): void {
    if (this.state === 'trailer') {
      if (line === '') this.state = 'done';
    } else if (this.state === 'chunk-end') {
      if (line === '') this.state = 'chunk-size';
      else this.#fail('a chunk is longer than it said', 0);
    } else {
      const size = /^([0-9a-f]{1,12})[\t ]*(;|$)/i.exec(line);
      if (!size) return void this.#fail('no chunk size', 0);
      this.#left = Number.parseInt(size[1]!, 16);
      this.state = this.#left === 0 ? 'trailer' : 'chunk';
    }
  }

  #startLine(): void {
    this.#carry = '';
    this.#lineLength = 0;
  }

  #fail(why: string, at: number): number {
    this.state = 'bad';
    this.why = why;
    return at;
  }
}
