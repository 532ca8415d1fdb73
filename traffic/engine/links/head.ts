import { CR, endOfLine, isSpace, LF, naturalIn, spells, textIn } from './bytes.ts';

/** The head of an answer: what it says about itself and about where it ends. */
export interface Head {
  readonly status: number;
  /** May another request follow on this connection? */
  readonly persistent: boolean;
  readonly framing:
    | { readonly kind: 'sized'; readonly length: number }
    | { readonly kind: 'chunked' }
    | { readonly kind: 'until-close' };
}

export type HeadReading = { readonly ok: true; readonly head: Head } | { readonly ok: false; readonly why: string };

const COLON = 58;
const SPACE = 32;
const ZERO = 48;
const ONE = 49;
const PROTOCOL = 'http/1.';
/** From the start of `HTTP/1.1 200`. */
const MINOR_AT = 7;
const STATUS_AT = 9;
const REASON_AT = 12;

/** Bytes `from`..`to` are a head with its last, empty line. No text is made of what does not matter here. */
export function parseHead(bytes: Buffer, from: number, to: number): HeadReading {
  const status = statusOf(bytes, from, to);
  if (status === undefined) return { ok: false, why: 'no HTTP/1 status line' };
  let length: number | undefined;
  let coding: string | undefined;
  let connection = '';
  for (let at = endOfLine(bytes, from, to) + 1; !emptyLine(bytes, at); ) {
    const end = endOfLine(bytes, at, to);
    const colon = colonIn(bytes, at, end);
    if (colon === at || colon === end || isSpace(bytes[colon - 1]!) || isSpace(bytes[at]!))
      return { ok: false, why: 'a header line is not "name: value"' };
    // Only these three matter here, and their lengths tell most others apart.
    const size = colon - at;
    if (size === 14 && spells(bytes, at, 'content-length')) {
      const value = naturalIn(bytes, colon + 1, end);
      if (value === undefined || (length !== undefined && length !== value))
        return { ok: false, why: 'content-length is not one number' };
      length = value;
    } else if (size === 17 && spells(bytes, at, 'transfer-encoding')) {
      const value = textIn(bytes, colon + 1, end);
      coding = coding === undefined ? value : `${coding},${value}`;
    } else if (size === 10 && spells(bytes, at, 'connection'))
      connection += `,${textIn(bytes, colon + 1, end).toLowerCase()}`;
    at = end + 1;
  }
  const stays = staysOpen(bytes[from + MINOR_AT] === ONE, connection);
  if (coding !== undefined) {
    const chunked = /(^|,)\s*chunked$/i.test(coding);
    // Both at once is how requests are smuggled: the coding counts, and nothing more is trusted on this connection.
    const persistent = stays && chunked && length === undefined;
    return { ok: true, head: { status, persistent, framing: { kind: chunked ? 'chunked' : 'until-close' } } };
  }
  if (length === undefined) return { ok: true, head: { status, persistent: stays, framing: { kind: 'until-close' } } };
  return { ok: true, head: { status, persistent: stays, framing: { kind: 'sized', length } } };
}

/** The value of the first header with this name (in lower case). */
export function headerOf(bytes: Buffer, from: number, to: number, name: string): string | undefined {
  for (let at = endOfLine(bytes, from, to) + 1; at < to; at = endOfLine(bytes, at, to) + 1) {
    const colon = at + name.length;
    if (bytes[colon] !== COLON || !spells(bytes, at, name)) continue;
    return textIn(bytes, colon + 1, endOfLine(bytes, colon, to));
  }
  return undefined;
}

/** `HTTP/1.1 200 OK`, of which the reason may be missing. */
function statusOf(bytes: Buffer, from: number, to: number): number | undefined {
  const minor = bytes[from + MINOR_AT];
  if (!spells(bytes, from, PROTOCOL) || (minor !== ZERO && minor !== ONE)) return undefined;
  if (bytes[from + STATUS_AT - 1] !== SPACE) return undefined;
  const reason = from + REASON_AT;
  const status = naturalIn(bytes, from + STATUS_AT, reason);
  if (status === undefined || status < 100) return undefined;
  const end = endOfLine(bytes, from, to);
  const last = bytes[end - 1] === CR ? end - 1 : end;
  if (last < reason || (last > reason && bytes[reason] !== SPACE)) return undefined;
  for (let at = reason; at < last; at += 1) if (bytes[at] === CR) return undefined;
  return status;
}

function staysOpen(current: boolean, connection: string): boolean {
  if (connection === '') return current;
  const options = connection.split(',').map((option) => option.trim());
  return current ? !options.includes('close') : options.includes('keep-alive');
}

/** `end` where there is none. */
function colonIn(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== COLON) at += 1;
  return at;
}

function emptyLine(bytes: Buffer, at: number): boolean {
  return bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF);
}
