import type { Migration } from '../database/index.ts';
import { splitHash } from './migration.ts';

/** All that differs between two releases of this service. */
export interface Release {
  readonly name: string;
  /** The minor version of the API that is CURRENT. All below it are SUPPORTED. */
  readonly minor: number;
  /** Each release keeps the hash of an image's data in its own columns. */
  readonly hash: { readonly select: string; readonly set: string };
  /** From the schema of the oldest release to that of this one. */
  readonly migrations: readonly Migration[];
}

const ALL: readonly Release[] = [
  {
    name: '2025.1',
    minor: 17,
    hash: {
      select: `substr(hash, 1, instr(hash, ':') - 1) AS hashAlgorithm, substr(hash, instr(hash, ':') + 1) AS hashValue`,
      set: `hash = :hashAlgorithm || ':' || :hashValue`,
    },
    migrations: [],
  },
  {
    name: '2026.1',
    minor: 18,
    hash: {
      select: 'os_hash_algo AS hashAlgorithm, os_hash_value AS hashValue',
      set: 'os_hash_algo = :hashAlgorithm, os_hash_value = :hashValue',
    },
    migrations: [splitHash],
  },
];

export function findRelease(name: string | undefined): Release {
  const release = ALL.find((candidate) => candidate.name === name);
  if (release) return release;
  throw new Error(`Expected a release (${ALL.map((known) => known.name).join(', ')}), got ${name ?? 'none'}`);
}
