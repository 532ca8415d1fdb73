import type { Migration } from '../database/index.ts';

/**
 * 2025.1 keeps the hash of an image's data and its algorithm in one column, `sha512:…`; 2026.1 in a column each.
 * The triggers translate whatever either side writes, so that each finds what the other wrote.
 */
export const splitHash: Migration = {
  revision: '2026.1_os_hash',
  expand: `
    ALTER TABLE image ADD COLUMN os_hash_algo TEXT;
    ALTER TABLE image ADD COLUMN os_hash_value TEXT;
    CREATE TRIGGER image_hashed_by_old AFTER UPDATE OF hash ON image
    WHEN NEW.hash IS NOT NULL AND NEW.os_hash_value IS NULL BEGIN
      UPDATE image SET os_hash_algo = substr(hash, 1, instr(hash, ':') - 1), os_hash_value = substr(hash, instr(hash, ':') + 1)
      WHERE id = NEW.id; END;
    CREATE TRIGGER image_hashed_by_new AFTER UPDATE OF os_hash_value ON image
    WHEN NEW.os_hash_value IS NOT NULL AND NEW.hash IS NULL BEGIN
      UPDATE image SET hash = os_hash_algo || ':' || os_hash_value WHERE id = NEW.id; END;`,
  migrate: `
    UPDATE image SET os_hash_algo = substr(hash, 1, instr(hash, ':') - 1), os_hash_value = substr(hash, instr(hash, ':') + 1)
    WHERE id IN (SELECT id FROM image WHERE hash IS NOT NULL AND os_hash_value IS NULL LIMIT 500)`,
  contract: `
    DROP TRIGGER image_hashed_by_old;
    DROP TRIGGER image_hashed_by_new;
    ALTER TABLE image DROP COLUMN hash;`,
};
