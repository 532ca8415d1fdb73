import type { Revision } from './revision.ts';

/** `api_db sync` of 2026.1. */
export const flavorDescriptions: Revision = {
  name: '2026.1_flavor_description',
  sync: 'ALTER TABLE flavor ADD COLUMN description TEXT',
};

/**
 * `db sync` of 2026.1: an instance knows its compute node by id, no longer by the host's name alone.
 * Old code writes only the name. When it moves an instance the trigger takes the id away, for it would be that of the
 * host before.
 */
export const computeIds: Revision = {
  name: '2026.1_instance_compute_id',
  sync: `
    ALTER TABLE instance ADD COLUMN compute_id TEXT;
    CREATE TRIGGER instance_moved_by_old AFTER UPDATE OF host ON instance
    WHEN NEW.host IS NOT OLD.host AND NEW.compute_id IS OLD.compute_id AND OLD.compute_id IS NOT NULL BEGIN
      UPDATE instance SET compute_id = NULL WHERE number = NEW.number; END;`,
  online: {
    name: 'populate_instance_compute_id',
    pending:
      'SELECT count(*) AS rows FROM instance WHERE compute_id IS NULL AND host IS NOT NULL AND deleted_at IS NULL',
    batch: `UPDATE instance SET compute_id = (SELECT id FROM compute_node WHERE compute_node.host = instance.host)
      WHERE number IN (SELECT number FROM instance JOIN compute_node ON compute_node.host = instance.host
        WHERE compute_id IS NULL AND deleted_at IS NULL LIMIT :limit)`,
  },
};
