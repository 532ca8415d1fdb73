import type { Revision } from './revision.ts';
import { computeIds, flavorDescriptions } from './revisions.ts';

/** All that differs between two releases of this service. */
export interface Release {
  readonly name: string;
  /** The highest microversion. */
  readonly microversion: string;
  /** The service version that nova's processes report of themselves. */
  readonly level: number;
  /** The newest compute RPC version that this code speaks and reads. */
  readonly rpc: string;
  /** The oldest service version of a nova-compute that this code can work with. */
  readonly oldestLevel: number;
  /** How this code reads and writes what the two schemas keep in different places. */
  readonly sql: {
    readonly flavorDescription: string;
    /** Id of the compute node that an instance is on. */
    readonly computeId: string;
    /** Puts an instance on `:host`. */
    readonly place: string;
  };
  /** From the schema of the oldest release to that of this one. */
  readonly revisions: { readonly api: readonly Revision[]; readonly cell: readonly Revision[] };
}

const COMPUTE_BY_HOST = '(SELECT compute_node.id FROM compute_node WHERE compute_node.host = instance.host)';

const ALL: readonly Release[] = [
  {
    name: '2025.1',
    microversion: '2.100',
    level: 68,
    rpc: '6.3',
    oldestLevel: 66,
    sql: { flavorDescription: 'NULL', computeId: COMPUTE_BY_HOST, place: 'host = :host' },
    revisions: { api: [], cell: [] },
  },
  {
    name: '2026.1',
    microversion: '2.103',
    level: 71,
    rpc: '6.4',
    oldestLevel: 68,
    sql: {
      flavorDescription: 'description',
      // A row that no online data migration has reached yet is read the old way.
      computeId: `coalesce(compute_id, ${COMPUTE_BY_HOST})`,
      place: 'host = :host, compute_id = (SELECT compute_node.id FROM compute_node WHERE compute_node.host = :host)',
    },
    revisions: { api: [flavorDescriptions], cell: [computeIds] },
  },
];

export function findRelease(name: string | undefined): Release {
  const release = ALL.find((candidate) => candidate.name === name);
  if (release) return release;
  throw new Error(`Expected a release (${ALL.map((known) => known.name).join(', ')}), got ${name ?? 'none'}`);
}

/** What a nova-compute of this level or later reads. */
export function rpcOfLevel(level: number): string {
  const known = ALL.findLast((release) => release.level <= level) ?? ALL[0]!;
  return known.rpc;
}
