import type { Migration } from '../database/index.ts';
import { EXTENSIONS, type Extension, NEW_IN_2026_1 } from './extensions.ts';
import { projectOfEverything } from './migration.ts';

/** All that differs between two releases of this service. */
export interface Release {
  readonly name: string;
  /** What `GET /` lists, the newest first. */
  readonly versions: readonly { readonly id: string; readonly status: 'CURRENT' | 'SUPPORTED' }[];
  readonly extensions: readonly Extension[];
  /**
   * How new the messages between server and agents are that this code understands: `1.<level>`. Both sides read older
   * ones. The server speaks as the oldest agent does; an agent always speaks as itself, so servers are upgraded first.
   */
  readonly level: number;
  /** The column that says whose a thing is. */
  readonly owner: 'tenant_id' | 'project_id';
  /** From the schema of the oldest release to that of this one. */
  readonly migrations: readonly Migration[];
}

const ALL: readonly Release[] = [
  {
    name: '2025.1',
    versions: [{ id: 'v2.0', status: 'CURRENT' }],
    extensions: EXTENSIONS,
    level: 9,
    owner: 'tenant_id',
    migrations: [],
  },
  {
    name: '2026.1',
    // The real one is still at v2.0. This specimen says v2.1 so that users can see from outside which release answered.
    // It says so as Glance does: a newer minor version at the same path, and the older one is still supported.
    versions: [
      { id: 'v2.1', status: 'CURRENT' },
      { id: 'v2.0', status: 'SUPPORTED' },
    ],
    extensions: [...EXTENSIONS, NEW_IN_2026_1],
    level: 10,
    owner: 'project_id',
    migrations: projectOfEverything,
  },
];

export function findRelease(name: string | undefined): Release {
  const release = ALL.find((candidate) => candidate.name === name);
  if (release) return release;
  throw new Error(`Expected a release (${ALL.map((known) => known.name).join(', ')}), got ${name ?? 'none'}`);
}
