import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS, readStored } from '../formats/index.ts';
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
    const read = readStored(FORMATS.night, file, Night);
    if (read.ok) nights.push({ path, night: read.value });
    else unreadable.push({ path, why: read.why });
  }
  return { nights: nights.slice(-MOST), unreadable };
}
