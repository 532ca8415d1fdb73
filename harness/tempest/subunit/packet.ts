import { crc32 } from 'node:zlib';

/**
 * One packet of a subunit stream, version 2: a signature, flags, its own length, then the fields that the flags announce,
 * and a checksum over all of it. Numbers are 1 to 4 bytes long, as their two first bits say.
 */

export const SIGNATURE = 0xb3;

/** A length takes at most 3 bytes. */
export const LONGEST_PACKET = 0x3f_ff_ff;

/** Signature, flags, one byte of length, checksum. */
const SHORTEST_PACKET = 8;

const HAS = { test: 0x0800, route: 0x0400, time: 0x0200, tags: 0x0080, mime: 0x0020, file: 0x0040 };
const VERSION_BITS = 0xf000;
const VERSION_2 = 0x2000;

const STATES = [null, 'exists', 'inprogress', 'success', 'uxsuccess', 'skip', 'fail', 'xfail'] as const;
export type State = Exclude<(typeof STATES)[number], null>;

export interface Packet {
  readonly test: string | null;
  readonly state: State | null;
  /** Milliseconds since 1970. */
  readonly time: number | null;
  /** A piece of something that is told beside the state. */
  readonly file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | null;
}

/** What stands at the beginning of these bytes. */
export type Found =
  | { readonly kind: 'packet'; readonly packet: Packet; readonly length: number }
  /** Not all of it is there yet. */
  | { readonly kind: 'part' }
  | { readonly kind: 'none' }
  /** It looks like one, and its checksum or its fields are wrong. */
  | { readonly kind: 'damaged' };

const NONE: Found = { kind: 'none' };
const DAMAGED: Found = { kind: 'damaged' };
const PART: Found = { kind: 'part' };

/** `bytes` begins with the signature. */
export function readPacket(bytes: Uint8Array): Found {
  if (bytes.length < 3) return PART;
  const flags = (bytes[1]! << 8) | bytes[2]!;
  if ((flags & VERSION_BITS) !== VERSION_2) return NONE;
  const length = number(bytes, 3);
  if (length === undefined) return bytes.length < 6 ? PART : NONE;
  if (length.value < SHORTEST_PACKET || length.value > LONGEST_PACKET) return NONE;
  if (bytes.length < length.value) return PART;
  const end = length.value - 4;
  if (crc32(bytes.subarray(0, end)) !== view(bytes).getUint32(end)) return DAMAGED;
  const packet = fields(bytes.subarray(0, end), length.next, flags);
  return packet ? { kind: 'packet', packet, length: length.value } : DAMAGED;
}

/** Undefined: they do not fit into the packet, or are no text. */
function fields(bytes: Uint8Array, from: number, flags: number): Packet | undefined {
  const reader = new Reader(bytes, from);
  const has = (flag: number): boolean => (flags & flag) !== 0;
  try {
    const time = has(HAS.time) ? reader.time() : null;
    const test = has(HAS.test) ? reader.text() : null;
    if (has(HAS.tags)) for (let left = reader.number(); left > 0; left--) reader.text();
    const mime = has(HAS.mime) ? reader.text() : '';
    const file = has(HAS.file) ? { name: reader.text(), mime, bytes: reader.bytes() } : null;
    return { time, test, file, state: STATES[flags & 7]! };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  number(): number {
    const read = number(this.#bytes, this.#at);
    if (!read) throw new RangeError('a number ends behind its packet');
    this.#at = read.next;
    return read.value;
  }

  bytes(): Uint8Array {
    const length = this.number();
    const from = this.#at;
    if (from + length > this.#bytes.length) throw new RangeError('a field ends behind its packet');
    this.#at += length;
    return this.#bytes.subarray(from, from + length);
  }

  text(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes());
  }

  time(): number {
    const seconds = view(this.#bytes).getUint32(this.#at);
    this.#at += 4;
    return seconds * 1_000 + this.number() / 1_000_000;
  }
}

/** The first two bits say how many bytes follow. Undefined: not all of them are there. */
function number(bytes: Uint8Array, at: number): { value: number; next: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const more = first >> 6;
  if (at + more >= bytes.length) return undefined;
  let value = first & 0x3f;
  for (let index = 1; index <= more; index++) value = value * 256 + bytes[at + index]!;
  return { value, next: at + more + 1 };
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
