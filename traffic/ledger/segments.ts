import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TrafficError } from '../error.ts';

const SEGMENT = /^shard-(\d+)-segment-\d+\.ledger$/;

/** The names of a ledger's segments: those of one shard follow each other in the order of writing. */
export async function listSegments(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause) => {
    const message = `expected a ledger in ${folder}, but the folder cannot be read: ${String(cause.code)}`;
    const fix = 'name the ledger folder of a run that recorded traffic';
    throw new TrafficError('ledger-unreadable', message, { fix, cause });
  });
  return names.filter((name) => SEGMENT.test(name)).sort();
}

/** Which shard a segment is of, by its name. */
export function shardIn(name: string): number {
  return Number(SEGMENT.exec(name)?.[1]);
}

/**
 * Reads segments one after the other into the same memory: what was read before is gone with the next. Buffers of their
 * own would lie about until somebody collects them, several at a time, and each has 64 MiB.
 */
export class SegmentReader implements Disposable {
  readonly #folder: string;
  #room = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(name: string): Promise<Buffer> {
    await using file = await open(join(this.#folder, name));
    const { size } = await file.stat();
    if (this.#room.length < size) this.#room = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await file.read(this.#room, length, size - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return this.#room.subarray(0, length);
  }

  /** Gives the memory back now, not when somebody collects it: what comes next needs as much. */
  [Symbol.dispose](): void {
    (this.#room.buffer as ArrayBuffer).transfer(0);
  }
}
