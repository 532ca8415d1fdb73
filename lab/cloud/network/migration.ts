import type { Migration } from '../database/index.ts';
import { OWNED } from './schema.ts';

/**
 * 2025.1 calls the owner of a thing `tenant_id`, 2026.1 calls it `project_id`. (The real Neutron made this change long
 * ago, in Newton, as the last one that needed contract; since then its contract branch has been empty.)
 * The triggers translate what either side writes. Clients saw both names before and see both after.
 */
export const projectOfEverything: readonly Migration[] = OWNED.map((table) => ({
  revision: `2026.1_${table}_project`,
  expand: `
    ALTER TABLE ${table} ADD COLUMN project_id TEXT;
    CREATE TRIGGER ${table}_made_by_old AFTER INSERT ON ${table} WHEN NEW.project_id IS NULL BEGIN
      UPDATE ${table} SET project_id = NEW.tenant_id WHERE id = NEW.id; END;
    CREATE TRIGGER ${table}_made_by_new AFTER INSERT ON ${table} WHEN NEW.tenant_id IS NULL BEGIN
      UPDATE ${table} SET tenant_id = NEW.project_id WHERE id = NEW.id; END;`,
  migrate: `
    UPDATE ${table} SET project_id = tenant_id
    WHERE id IN (SELECT id FROM ${table} WHERE project_id IS NULL LIMIT 500)`,
  contract: `
    DROP TRIGGER ${table}_made_by_old;
    DROP TRIGGER ${table}_made_by_new;
    ALTER TABLE ${table} DROP COLUMN tenant_id;`,
}));
