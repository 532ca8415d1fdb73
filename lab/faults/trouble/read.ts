import { readFileSync } from 'node:fs';
import { type Trouble, Troubles } from './trouble.ts';

/** Names the file in the environment of a process that shall have trouble. Whoever starts without it never looks. */
const TROUBLE_FILE = 'TROUBLE_FILE';

/** Where that file lies in a node's root: by unit and release, so that only the code that it is meant for reads it. */
export const troubleFile = (unit: string, release: string): string => `etc/trouble/${unit}@${release}.json`;

export function readTroubles(): readonly Trouble[] {
  const file = process.env[TROUBLE_FILE];
  return file === undefined ? [] : Troubles.parse(JSON.parse(readFileSync(file, 'utf8')));
}
