import { z } from 'zod';
import type { Database } from '../database/index.ts';
import type { Release } from './release.ts';
import { type ImageStatus, mayBecome, STATUSES } from './status.ts';
import type { Content } from './store.ts';

export const VISIBILITIES = ['public', 'community', 'shared', 'private'] as const;

/** What its owner says about an image and the service only keeps. */
export const Details = z.object({
  container_format: z.string().nullable(),
  disk_format: z.string().nullable(),
  min_disk: z.number(),
  min_ram: z.number(),
  protected: z.boolean(),
  os_hidden: z.boolean(),
  tags: z.array(z.string()),
  properties: z.record(z.string(), z.string()),
});

const Image = z.object({
  id: z.string(),
  owner: z.string(),
  name: z.string().nullable(),
  status: z.enum(STATUSES),
  visibility: z.enum(VISIBILITIES),
  details: z.string().transform((text) => Details.parse(JSON.parse(text))),
  size: z.number().nullable(),
  checksum: z.string().nullable(),
  hashAlgorithm: z.string().nullable(),
  hashValue: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Image = z.infer<typeof Image>;

export type Attributes = Pick<Image, 'name' | 'visibility' | 'details'>;

/** Who looks: the administrator sees all, others what is theirs or public. */
export interface Viewer {
  readonly projectId: string;
  readonly isAdmin: boolean;
}

const FILTERS = ['name', 'status', 'visibility'] as const;

export interface Page {
  readonly filter: Readonly<Record<(typeof FILTERS)[number], string | null>>;
  readonly after: Image | undefined;
  readonly limit: number;
}

export type Images = ReturnType<typeof makeImages>;

export function makeImages(options: {
  readonly database: Database;
  readonly release: Release;
  readonly clock: () => number;
}) {
  const { database, release, clock } = options;
  const IMAGE = `SELECT id, owner, name, status, visibility, details, size, checksum, ${release.hash.select},
    created_at AS createdAt, updated_at AS updatedAt FROM image`;
  const VISIBLE = `(:isAdmin OR owner = :projectId OR visibility = 'public')`;

  const find = (id: string, viewer: Viewer): Image | undefined => {
    const row = database.first(`${IMAGE} WHERE id = :id AND ${VISIBLE}`, { id, ...forSql(viewer) });
    return row && Image.parse(row);
  };

  return {
    find,
    exists: (id: string): boolean => database.first('SELECT 1 FROM image WHERE id = :id', { id }) !== undefined,
    list({ filter, after, limit }: Page, viewer: Viewer): Image[] {
      // Only what is asked for stands in the query, so that its index is used.
      const wanted = FILTERS.filter((column) => filter[column] !== null).map((column) => `AND ${column} = :${column}`);
      const sql = `${IMAGE} WHERE ${VISIBLE} AND (created_at, id) < (:createdAt, :id) ${wanted.join(' ')}
        ORDER BY created_at DESC, id DESC LIMIT :limit`;
      const start = { createdAt: after?.createdAt ?? Number.MAX_SAFE_INTEGER, id: after?.id ?? '' };
      return database.all(sql, { ...forSql(viewer), ...filter, ...start, limit }).map((row) => Image.parse(row));
    },
    /** Undefined when there is an image with this id already. */
    add(id: string, owner: string, { name, visibility, details }: Attributes): Image | undefined {
      return database.transaction(() => {
        const added = database.change(
          `INSERT OR IGNORE INTO image (id, owner, name, status, visibility, details, created_at, updated_at)
           VALUES (:id, :owner, :name, 'queued', :visibility, :details, :now, :now)`,
          { id, owner, name, visibility, details: JSON.stringify(details), now: clock() },
        );
        return added > 0 ? find(id, { projectId: owner, isAdmin: true }) : undefined;
      });
    },
    describe: (id: string, { name, visibility, details }: Attributes): boolean =>
      database.change(
        'UPDATE image SET name = :name, visibility = :visibility, details = :details, updated_at = :now WHERE id = :id',
        { id, name, visibility, details: JSON.stringify(details), now: clock() },
      ) > 0,
    /** False when the image is gone, or has another status: somebody else was quicker. */
    advance(id: string, from: ImageStatus, to: ImageStatus): boolean {
      if (!mayBecome(from, to)) throw new Error(`Expected a step of an image's life, got ${from} → ${to}`);
      const sql = 'UPDATE image SET status = :to, updated_at = :now WHERE id = :id AND status = :from';
      return database.change(sql, { id, from, to, now: clock() }) > 0;
    },
    /** All of its data are in the store. */
    activate: (id: string, from: 'saving' | 'importing', content: Content): boolean =>
      database.change(
        `UPDATE image SET status = 'active', updated_at = :now, size = :size, checksum = :checksum, ${release.hash.set}
         WHERE id = :id AND status = :from`,
        { id, from, ...content, now: clock() },
      ) > 0,
    remove: (id: string): boolean => database.change('DELETE FROM image WHERE id = :id', { id }) > 0,
    /** What is done in it is done by all or by none, and nobody writes in between. */
    atomically: database.transaction,
  };
}

const forSql = ({ projectId, isAdmin }: Viewer) => ({ projectId, isAdmin: Number(isAdmin) });
