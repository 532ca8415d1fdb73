import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MANIFEST, SIGNATURE } from './manifest.ts';

/** Reports of a later judgement: made from what is sealed, and no part of it. */
export const AGAIN = 'judged-again';

/** Every file of a run folder that a seal is about, in the order of their names. */
export function sealedFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => file !== MANIFEST && file !== SIGNATURE && !file.startsWith(`${AGAIN}/`))
    .sort();
}

const CHUNK = Buffer.allocUnsafe(1 << 20);

/** A ledger may be larger than memory. */
export function hashOf(file: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, CHUNK); read > 0; read = readSync(descriptor, CHUNK))
      hash.update(CHUNK.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
