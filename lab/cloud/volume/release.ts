import type { Migration } from '../database/index.ts';
import { useQuota } from './migration.ts';

/** All that differs between two releases of this service. */
export interface Release {
  readonly name: string;
  /** The highest microversion. */
  readonly microversion: string;
  /** What its processes report of themselves. */
  readonly level: number;
  /** The newest messages that this code writes and reads, by who receives them. */
  readonly rpc: { readonly scheduler: string; readonly volume: string };
  /** How this code reads and writes whether a volume counts against a quota. */
  readonly quota: { readonly select: string; readonly columns: string; readonly values: string };
  /** From the schema of the oldest release to that of this one. */
  readonly migrations: readonly Migration[];
}

const ALL: readonly [Release, ...Release[]] = [
  {
    name: '2025.1',
    microversion: '3.71',
    level: 26,
    rpc: { scheduler: '3.12', volume: '3.19' },
    quota: { select: '1', columns: '', values: '' },
    migrations: [],
  },
  {
    name: '2026.1',
    // The real one is still at 3.71 (and at 3.12 in its scheduler). This specimen goes on by one, so that users can see
    // from outside which release answered.
    microversion: '3.72',
    level: 28,
    rpc: { scheduler: '3.13', volume: '3.20' },
    quota: { select: 'coalesce(use_quota, 1)', columns: ', use_quota', values: ', 1' },
    migrations: [useQuota],
  },
];

export function findRelease(name: string | undefined): Release {
  const release = ALL.find((candidate) => candidate.name === name);
  if (release) return release;
  throw new Error(`Expected a release (${ALL.map((known) => known.name).join(', ')}), got ${name ?? 'none'}`);
}

/** What processes of this level, or of a later one, read. */
export const rpcOfLevel = (level: number): Release['rpc'] =>
  (ALL.findLast((release) => release.level <= level) ?? ALL[0]).rpc;
