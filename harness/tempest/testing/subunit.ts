import { crc32 } from 'node:zlib';

/** Writes packets as others write them, for tests that need no Python. */

const STATES = ['', 'exists', 'inprogress', 'success', 'uxsuccess', 'skip', 'fail', 'xfail'];

export interface Wanted {
  readonly test?: string;
  readonly state?: string;
  readonly time?: number;
  readonly tags?: readonly string[];
  readonly mime?: string;
  readonly file?: readonly [name: string, content: string];
  readonly route?: string;
}

export function packetOf({ test, state = '', time, tags = [], mime, file, route }: Wanted): Uint8Array {
  const flags =
    0x2000 |
    (test === undefined ? 0 : 0x0800) |
    (route === undefined ? 0 : 0x0400) |
    (time === undefined ? 0 : 0x0200) |
    0x0100 |
    (tags.length === 0 ? 0 : 0x0080) |
    (mime === undefined ? 0 : 0x0020) |
    (file === undefined ? 0 : 0x0040) |
    STATES.indexOf(state);
  const fields = Buffer.concat([
    ...(time === undefined ? [] : [uint32(Math.floor(time / 1000)), number((time % 1000) * 1_000_000)]),
    ...(test === undefined ? [] : [text(test)]),
    ...(tags.length === 0 ? [] : [number(tags.length), ...tags.map(text)]),
    ...(mime === undefined ? [] : [text(mime)]),
    ...(file === undefined ? [] : file.map(text)),
    ...(route === undefined ? [] : [text(route)]),
  ]);
  const bare = 3 + fields.length + 4;
  const ofLength = bare + 1 < 64 ? 1 : bare + 2 < 16_384 ? 2 : 3;
  const head = Buffer.from([0xb3, flags >> 8, flags & 0xff]);
  const body = Buffer.concat([head, number(bare + ofLength), fields]);
  return Buffer.concat([body, uint32(crc32(body))]);
}

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
};

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function number(value: number): Buffer {
  const more = value < 2 ** 6 ? 0 : value < 2 ** 14 ? 1 : value < 2 ** 22 ? 2 : 3;
  const bytes = uint32(value).subarray(3 - more);
  bytes[0]! |= more << 6;
  return bytes;
}
