import type { Migration } from '../database/index.ts';

/**
 * 2026.1 keeps for each volume whether it counts against its project's quota; before, all did. Old code takes no notice
 * of the column, so it works on until it is gone, and what it writes is filled in by an online data migration.
 */
export const useQuota: Migration = {
  revision: '2026.1_use_quota',
  expand: 'ALTER TABLE volume ADD COLUMN use_quota INTEGER',
  migrate: `UPDATE volume SET use_quota = 1
    WHERE id IN (SELECT id FROM volume WHERE use_quota IS NULL LIMIT :count)`,
  // Cinder only ever adds; what nobody reads any more goes releases later.
  contract: '',
};
