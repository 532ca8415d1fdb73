import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS, inCurrentFormat } from '../formats/index.ts';
import { chainOf, firstDifference } from './chain.ts';
import { hashOf, sealedFiles } from './files.ts';
import { CHAIN, type Difference, JOURNAL, MANIFEST, Manifest } from './manifest.ts';

/** All that is not as it was sealed, the journal first. Asks nobody else. */
export function verify(folder: string): Difference[] {
  const manifest = readManifest(folder);
  if (!manifest) return [{ file: MANIFEST, what: 'unreadable' }];
  const there = sealedFiles(folder);
  const known = Object.keys(manifest.files);
  const differences = [
    ...known.filter((file) => !there.includes(file)).map((file) => ({ file, what: 'missing' as const })),
    ...there.filter((file) => !known.includes(file)).map((file) => ({ file, what: 'added' as const })),
    ...there
      .filter((file) => file in manifest.files && hashOf(join(folder, file)) !== manifest.files[file])
      .map((file) => ({ file, what: 'changed' as const })),
  ];
  const journal = journalDifference(folder, manifest);
  return [...(journal ? [journal] : []), ...differences.filter(({ file }) => !journal || file !== JOURNAL)];
}

function journalDifference(folder: string, manifest: Manifest): Difference | undefined {
  const file = join(folder, JOURNAL);
  if (!existsSync(file)) return undefined;
  const links = chainOf(readFileSync(file));
  if (links.length === manifest.journal.lines && (links.at(-1) ?? null) === manifest.journal.head) return undefined;
  const line = existsSync(join(folder, CHAIN))
    ? firstDifference(readFileSync(join(folder, CHAIN), 'utf8').split('\n').slice(0, -1), links)
    : undefined;
  return { file: JOURNAL, what: 'changed', ...(line === undefined ? {} : { line }) };
}

function readManifest(folder: string): Manifest | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
  } catch {
    return undefined;
  }
  const manifest = Manifest.safeParse(stored).data;
  // Of another format it is no damage, and nothing can be said of the folder.
  if (!manifest && Number.isInteger((stored as { format?: unknown } | null)?.format))
    inCurrentFormat(FORMATS.manifest, stored, folder);
  return manifest;
}
