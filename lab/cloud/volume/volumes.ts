import { z } from 'zod';
import type { Database } from '../database/index.ts';
import type { Release } from './release.ts';
import { before, STATUSES, type VolumeStatus } from './status.ts';

const Volume = z.object({
  id: z.string(),
  projectId: z.string(),
  userId: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  size: z.number(),
  status: z.enum(STATUSES),
  host: z.string().nullable(),
  typeId: z.string(),
  type: z.string(),
  metadata: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  useQuota: z.number().transform((value) => value === 1),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Volume = z.infer<typeof Volume>;

export type NewVolume = Pick<
  Volume,
  'id' | 'projectId' | 'userId' | 'name' | 'description' | 'size' | 'typeId' | 'metadata'
>;

const VolumeType = z.object({ id: z.string(), name: z.string(), description: z.string() });
export type VolumeType = z.infer<typeof VolumeType>;

const FILTERS = ['name', 'status'] as const;

export interface Page {
  readonly filter: Readonly<Record<(typeof FILTERS)[number], string | null>>;
  readonly after: Volume | undefined;
  readonly limit: number;
}

export type Volumes = ReturnType<typeof makeVolumes>;

export function makeVolumes(options: {
  readonly database: Database;
  readonly release: Release;
  readonly clock: () => number;
}) {
  const { database, release, clock } = options;
  const { select, columns, values } = release.quota;
  const VOLUME = `SELECT volume.id, project_id AS projectId, user_id AS userId, volume.name, volume.description, size, status,
    host, type AS typeId, volume_type.name AS type, metadata, ${select} AS useQuota, created_at AS createdAt,
    updated_at AS updatedAt FROM volume JOIN volume_type ON volume_type.id = type`;

  const find = (id: string, projectId: string | null = null): Volume | undefined => {
    const row = database.first(`${VOLUME} WHERE volume.id = :id AND (:projectId IS NULL OR project_id = :projectId)`, {
      id,
      projectId,
    });
    return row && Volume.parse(row);
  };

  return {
    /** Of one project, or of all. */
    find,
    list({ filter, after, limit }: Page, projectId: string | null): Volume[] {
      // Only what is asked for stands in the query, so that its index is used.
      const wanted = FILTERS.filter((column) => filter[column] !== null).map(
        (column) => `AND volume.${column} = :${column}`,
      );
      const sql = `${VOLUME} WHERE (:projectId IS NULL OR project_id = :projectId) ${wanted.join(' ')}
        AND (created_at, volume.id) < (:createdAt, :id) ORDER BY created_at DESC, volume.id DESC LIMIT :limit`;
      const start = { createdAt: after?.createdAt ?? Number.MAX_SAFE_INTEGER, id: after?.id ?? '' };
      return database.all(sql, { projectId, ...filter, ...start, limit }).map((row) => Volume.parse(row));
    },
    add({ metadata, ...volume }: NewVolume): Volume {
      database.change(
        `INSERT INTO volume (id, project_id, user_id, name, description, size, status, type, metadata, created_at, updated_at${columns})
         VALUES (:id, :projectId, :userId, :name, :description, :size, 'creating', :typeId, :metadata, :now, :now${values})`,
        { ...volume, metadata: JSON.stringify(metadata), now: clock() },
      );
      return find(volume.id)!;
    },
    /** False when the volume is gone, or has no status from which it can take this one: somebody else was quicker. */
    advance: (id: string, to: VolumeStatus, from: readonly VolumeStatus[] = before(to)): boolean =>
      database.change(
        `UPDATE volume SET status = :to, updated_at = :now
         WHERE id = :id AND status IN (SELECT value FROM json_each(:from))`,
        { id, to, from: JSON.stringify(from), now: clock() },
      ) > 0,
    /** Where it will be. False when it is not waiting for a place. */
    place: (id: string, host: string): boolean =>
      database.change(
        `UPDATE volume SET host = :host, updated_at = :now WHERE id = :id AND status = 'creating' AND host IS NULL`,
        { id, host, now: clock() },
      ) > 0,
    remove: (id: string): boolean =>
      database.change(`DELETE FROM volume WHERE id = :id AND status = 'deleting'`, { id }) > 0,
    types: (): VolumeType[] =>
      database.all('SELECT id, name, description FROM volume_type ORDER BY name').map((row) => VolumeType.parse(row)),
    /** What is done in it is done by all or by none, and nobody writes in between. */
    atomically: database.transaction,
  };
}
