import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TrafficError } from '../error.ts';
import { closeBlock, HEADER_BYTES, KINDS } from './block.ts';
import type { Version } from './columns.ts';
import type { Names, Opening, Seal, Totals } from './contents.ts';
import { serverRoll, versionRoll } from './roll.ts';
import { fitsBase, ROW_BYTES, type Row, writeRow } from './row.ts';

const BLOCK_ROWS = 1024;
const SEGMENT_BYTES = 64 * 1024 * 1024;

export interface LedgerFile {
  readonly folder: string;
  readonly shard: number;
  readonly opening: Opening;
  readonly segmentBytes?: number;
}

/**
 * Writes one shard. Synchronous on purpose: a block is in the kernel's hands when the call returns, and costs some 20 µs.
 * The caller calls `flush` as often as it wants rows to be safe.
 */
export class LedgerWriter {
  readonly #file: LedgerFile;
  readonly #buffer = Buffer.alloc(HEADER_BYTES + BLOCK_ROWS * ROW_BYTES);
  readonly #view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset);
  readonly #servers = serverRoll();
  readonly #versions = versionRoll();
  #fd = -1;
  #segment = -1;
  #segmentLeft = 0;
  #number = 0;
  #rows = 0;
  #base = 0;
  #namedServers = 0;
  #namedVersions = 0;

  constructor(file: LedgerFile) {
    this.#file = file;
    mkdirSync(file.folder, { recursive: true });
    this.#nextSegment();
  }

  /** The value of a row's `server` for this name. */
  server(name: string): number {
    return this.#servers.place(name);
  }

  version(version: Version): number {
    return this.#versions.place(version);
  }

  add(row: Row): void {
    if (this.#rows > 0 && !fitsBase(row.intended, this.#base)) this.flush();
    if (this.#rows === 0) this.#base = row.intended;
    writeRow(this.#view, HEADER_BYTES + this.#rows * ROW_BYTES, row, this.#base);
    this.#rows += 1;
    if (this.#rows === BLOCK_ROWS) this.flush();
  }

  flush(): void {
    if (this.#rows === 0) return;
    if (this.#segmentLeft <= 0) this.#nextSegment();
    this.#writeNames();
    const block = this.#buffer.subarray(0, HEADER_BYTES + this.#rows * ROW_BYTES);
    this.#writeBlock(block, KINDS.rows, this.#rows, this.#base);
    this.#rows = 0;
  }

  seal(totals: Totals): void {
    this.flush();
    this.#writeJson(KINDS.seal, { ...totals, opening: this.#file.opening });
    fsyncSync(this.#fd);
    closeSync(this.#fd);
  }

  #nextSegment(): void {
    if (this.#fd !== -1) closeSync(this.#fd);
    this.#segment += 1;
    this.#fd = createSegment(this.#file.folder, this.#file.shard, this.#segment);
    this.#segmentLeft = this.#file.segmentBytes ?? SEGMENT_BYTES;
    this.#writeJson(KINDS.opening, this.#file.opening);
    this.#namedServers = 0;
    this.#namedVersions = 0;
  }

  #writeNames(): void {
    const servers = this.#servers.names;
    const versions = this.#versions.names;
    if (servers.length === this.#namedServers && versions.length === this.#namedVersions) return;
    const names: Names = {
      servers: { from: this.#namedServers, names: servers.slice(this.#namedServers) },
      versions: { from: this.#namedVersions, names: versions.slice(this.#namedVersions) },
    };
    this.#writeJson(KINDS.names, names);
    this.#namedServers = servers.length;
    this.#namedVersions = versions.length;
  }

  #writeJson(kind: number, content: Opening | Names | Seal): void {
    const payload = Buffer.from(JSON.stringify(content));
    this.#writeBlock(Buffer.concat([Buffer.alloc(HEADER_BYTES), payload]), kind, 0, 0);
  }

  #writeBlock(block: Buffer, kind: number, rows: number, base: number): void {
    closeBlock(block, { kind, shard: this.#file.shard, segment: this.#segment, number: this.#number, rows, base });
    this.#number += 1;
    this.#segmentLeft -= block.length;
    for (let written = 0; written < block.length; ) written += writeSync(this.#fd, block, written);
  }
}

function createSegment(folder: string, shard: number, segment: number): number {
  const three = (value: number) => String(value).padStart(3, '0');
  const path = join(folder, `shard-${three(shard)}-segment-${three(segment)}.ledger`);
  try {
    return openSync(path, 'ax');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const message = `expected to create the ledger ${path}, but it is there already`;
    throw new TrafficError('ledger-exists', message, { fix: 'record each run into a folder of its own', cause });
  }
}
