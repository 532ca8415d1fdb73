import { z } from 'zod';
import type { Database } from '../database/index.ts';

const Attachment = z.object({
  id: z.string(),
  volumeId: z.string(),
  instance: z.string().nullable(),
  status: z.enum(['reserved', 'attaching', 'attached']),
  mountpoint: z.string().nullable(),
  mode: z.string(),
  connector: z
    .string()
    .transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)))
    .nullable(),
  attachedAt: z.number().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

export type Attachments = ReturnType<typeof makeAttachments>;

/** Which instance has which volume. A volume has one at most. */
export function makeAttachments(database: Database, clock: () => number) {
  const ATTACHMENT = `SELECT attachment.id, volume_id AS volumeId, instance, attachment.status, mountpoint, mode, connector,
    attached_at AS attachedAt FROM attachment`;

  return {
    find(id: string): Attachment | undefined {
      const row = database.first(`${ATTACHMENT} WHERE id = :id`, { id });
      return row && Attachment.parse(row);
    },
    list: (filter: { readonly projectId?: string; readonly volumeId?: string }): Attachment[] =>
      database
        .all(
          `${ATTACHMENT} JOIN volume ON volume.id = volume_id
           WHERE (:projectId IS NULL OR project_id = :projectId) AND (:volumeId IS NULL OR volume_id = :volumeId)
           ORDER BY attachment.id`,
          { projectId: filter.projectId ?? null, volumeId: filter.volumeId ?? null },
        )
        .map((row) => Attachment.parse(row)),
    add({ connector, ...attachment }: Attachment): void {
      database.change(
        `INSERT INTO attachment (id, volume_id, instance, status, mountpoint, mode, connector, attached_at)
         VALUES (:id, :volumeId, :instance, :status, :mountpoint, :mode, :connector, :attachedAt)`,
        { ...attachment, connector: connector && JSON.stringify(connector) },
      );
    },
    /** Something is known of who connects; it is not connected yet. */
    connect: (id: string, connector: object): boolean =>
      database.change(`UPDATE attachment SET status = 'attaching', connector = :connector WHERE id = :id`, {
        id,
        connector: JSON.stringify(connector),
      }) > 0,
    complete: (id: string): boolean =>
      database.change(`UPDATE attachment SET status = 'attached', attached_at = :now WHERE id = :id`, {
        id,
        now: clock(),
      }) > 0,
    remove: (id: string): boolean => database.change('DELETE FROM attachment WHERE id = :id', { id }) > 0,
  };
}
