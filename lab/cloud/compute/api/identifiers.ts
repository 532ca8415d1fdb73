import { createHash } from 'node:crypto';

/** Services have a name that is theirs alone, and no id: it is made of the name, the same on every controller. */

export function uuidFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

export const numberFrom = (name: string) => createHash('sha256').update(name).digest().readUInt32BE() >>> 1;
