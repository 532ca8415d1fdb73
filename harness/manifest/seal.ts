import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chainOf } from './chain.ts';
import { hashOf, sealedFiles } from './files.ts';
import { CHAIN, JOURNAL, MANIFEST, type Manifest, SIGNATURE } from './manifest.ts';

/** Says of every file what it holds. A signature on an earlier seal says nothing of this one, and goes. */
export function seal(folder: string): void {
  const links = chainOf(readFileSync(join(folder, JOURNAL)));
  writeFileSync(join(folder, CHAIN), links.map((link) => `${link}\n`).join(''));
  const manifest: Manifest = {
    format: 1,
    run: basename(folder),
    journal: { lines: links.length, head: links.at(-1) ?? null },
    files: Object.fromEntries(sealedFiles(folder).map((file) => [file, hashOf(join(folder, file))])),
  };
  rmSync(join(folder, SIGNATURE), { force: true });
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

export function isSealed(folder: string): boolean {
  return existsSync(join(folder, MANIFEST));
}

/** What is about to be written to would no longer be what was sealed. */
export function breakSeal(folder: string): void {
  for (const file of [MANIFEST, SIGNATURE, CHAIN]) rmSync(join(folder, file), { force: true });
}
