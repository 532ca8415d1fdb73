import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../../error.ts';
import { isFor, type Occasion } from '../setting.ts';

/** The user's own files of an occasion, provided that they can be loaded as what they are: modules. */
export function ownFiles(files: readonly string[], when: Occasion): string[] {
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError('check-missing', `no file of checks at ${missing}`);
  const found = files.map((file) => resolve(file));
  const other = found.find((file) => !isModule(file));
  if (other !== undefined)
    throw new UsageError(
      'check-no-module',
      `${other} would not be loaded as a module`,
      `rename it to ${basename(other, '.ts')}.mts, or put a package.json with "type": "module" beside it`,
    );
  return found.filter((file) => isFor(file, when));
}

/** As Node decides it: by the file's ending, else by the nearest package.json. */
function isModule(file: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return /"type"\s*:\s*"module"/.test(readFileSync(manifest, 'utf8'));
    if (folder === dirname(folder)) return false;
  }
}
