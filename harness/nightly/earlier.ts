import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringUp, FORMATS } from '../formats/index.ts';
import { Night, type PastNight } from './night.ts';

/** As many as a page shows, and a reader looks at. */
const MOST = 30;

/** The nights in a folder, oldest first, and the folders that look like one and can't be read. */
export function nightsIn(folder: string): { nights: PastNight[]; unreadable: { path: string; why: string }[] } {
  const nights: PastNight[] = [];
  const unreadable: { path: string; why: string }[] = [];
  for (const path of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const file = join(folder, path, 'night.json');
    if (!existsSync(file)) continue;
    const read = readNight(file);
    if (typeof read === 'string') unreadable.push({ path, why: read });
    else nights.push({ path, night: read });
  }
  return { nights: nights.slice(-MOST), unreadable };
}

/** Or what is wrong with it. */
function readNight(file: string): Night | string {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `night.json: ${(error as Error).message}`;
  }
  const current = bringUp(FORMATS.night, found);
  if (!current.ok) return `${current.why}; ${current.fix}`;
  const parsed = Night.safeParse(current.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `night.json: ${issue?.path.join('.')}: ${issue?.message}`;
}
