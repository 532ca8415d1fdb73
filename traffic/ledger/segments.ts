import { readdir, readFile } from 'node:fs/promises';
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

export function readSegment(folder: string, name: string): Promise<Buffer> {
  return readFile(join(folder, name));
}
