import { crc32 } from 'node:zlib';

/** Blocks as docs/ledger.md describes them: the unit that is written at once and checked at once. */

export const FORMAT = 1;
export const HEADER_BYTES = 40;
export const MAX_PAYLOAD = 16 * 1024 * 1024;
export const KINDS = { opening: 1, names: 2, rows: 3, seal: 4 } as const;
const CHECKED = HEADER_BYTES - 4;
const MAGIC = Buffer.from('UNBL', 'latin1');

export interface BlockHeader {
  readonly kind: number;
  readonly shard: number;
  readonly segment: number;
  readonly number: number;
  readonly rows: number;
  readonly base: number;
}

/** Fills in the header in front of a payload that stands in `block` already. */
export function closeBlock(block: Buffer, header: BlockHeader): void {
  MAGIC.copy(block, 0);
  block.writeUInt16LE(FORMAT, 4);
  block.writeUInt16LE(header.kind, 6);
  block.writeUInt16LE(header.shard, 8);
  block.writeUInt16LE(header.segment, 10);
  block.writeUInt32LE(header.number, 12);
  block.writeUInt32LE(header.rows, 16);
  block.writeUInt32LE(block.length - HEADER_BYTES, 20);
  block.writeBigUInt64LE(BigInt(header.base), 24);
  block.writeUInt32LE(crc32(block.subarray(HEADER_BYTES)), 32);
  block.writeUInt32LE(crc32(block.subarray(0, CHECKED)), CHECKED);
}

export interface Block extends BlockHeader {
  readonly offset: number;
  readonly payload: Buffer;
}

/** Bytes that are no whole block. */
export interface Flaw {
  readonly offset: number;
  /** Where the next header stands, or the end. */
  readonly next: number;
  /** What its header says; unknown where the header itself is damaged. */
  readonly number: number | undefined;
  readonly why: string;
}

export type Found = { readonly block: Block } | { readonly flaw: Flaw };

/** All whole blocks of a segment, and what is wrong with the bytes between them, in order. Never throws. */
export function* walkBlocks(bytes: Buffer): Generator<Found> {
  for (let offset = 0; offset < bytes.length; ) {
    const { next, ...read } = readBlock(bytes, offset);
    yield 'block' in read ? read : { flaw: { offset, next, number: read.number, why: read.why } };
    offset = next;
  }
}

type Read = { block: Block; next: number } | Omit<Flaw, 'offset'>;

function readBlock(bytes: Buffer, offset: number): Read {
  const left = bytes.length - offset;
  if (!headerHolds(bytes, offset)) {
    const next = nextHeader(bytes, offset + 1);
    const why =
      left < HEADER_BYTES
        ? `the file ends after ${left} of ${HEADER_BYTES} bytes of a block header`
        : `no valid block header; ${next - offset} bytes skipped`;
    return { why, number: undefined, next };
  }
  const format = bytes.readUInt16LE(offset + 4);
  const number = bytes.readUInt32LE(offset + 12);
  const length = bytes.readUInt32LE(offset + 20);
  const start = offset + HEADER_BYTES;
  const next = start + length;
  if (next > bytes.length)
    return {
      why: `the file ends after ${left - HEADER_BYTES} of ${length} bytes of a block`,
      number,
      next: bytes.length,
    };
  if (format !== FORMAT)
    return { why: `block has format version ${format}; this reader knows ${FORMAT}`, number, next };
  const payload = bytes.subarray(start, next);
  if (crc32(payload) !== bytes.readUInt32LE(offset + 32))
    return { why: 'checksum of the payload is wrong', number, next };
  const block = {
    kind: bytes.readUInt16LE(offset + 6),
    shard: bytes.readUInt16LE(offset + 8),
    segment: bytes.readUInt16LE(offset + 10),
    number,
    rows: bytes.readUInt32LE(offset + 16),
    base: Number(bytes.readBigUInt64LE(offset + 24)),
    offset,
    payload,
  };
  return { block, next };
}

function headerHolds(bytes: Buffer, offset: number): boolean {
  if (bytes.length - offset < HEADER_BYTES || bytes.compare(MAGIC, 0, 4, offset, offset + 4) !== 0) return false;
  if (bytes.readUInt32LE(offset + 20) > MAX_PAYLOAD) return false;
  return crc32(bytes.subarray(offset, offset + CHECKED)) === bytes.readUInt32LE(offset + CHECKED);
}

function nextHeader(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MAGIC, from); at !== -1; at = bytes.indexOf(MAGIC, at + 1))
    if (headerHolds(bytes, at)) return at;
  return bytes.length;
}
