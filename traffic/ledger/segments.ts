import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrafficError } from '../error.ts';

const SEGMENT = /^shard-\d+-segment-\d+\.ledger$/;

/** The names of a ledger's segments: those of one shard follow each other in the order of writing. */
export async function listSegments(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause) => {
    throw unreadable(`expected a ledger in ${folder}, but the folder cannot be read: ${String(cause.code)}`, cause);
  });
  const segments = names.filter((name) => SEGMENT.test(name));
  if (segments.length === 0) throw unreadable(`expected a ledger in ${folder}, but there is no segment in it`);
  return segments.sort();
}

export function readSegment(folder: string, name: string): Promise<Buffer> {
  return readFile(join(folder, name));
}

export function unreadable(message: string, cause?: unknown): TrafficError {
  return new TrafficError('ledger-unreadable', message, {
    fix: 'name the ledger folder of a run that recorded traffic',
    cause,
  });
}
