import type { Migration } from '../database/index.ts';

/**
 * 2025.1 keeps a token's end as text and whether it is valid as a flag; 2026.1 keeps both as points in time.
 * The triggers translate whatever either side writes, so that each finds what the other wrote.
 * A token from before expand is unknown to new code until migrate has reached it.
 */
export const tokenTimes: Migration = {
  revision: '2026.1_token_times',
  expand: `
    ALTER TABLE token ADD COLUMN expires_at INTEGER;
    ALTER TABLE token ADD COLUMN revoked_at INTEGER;
    CREATE TRIGGER token_issued_by_old AFTER INSERT ON token WHEN NEW.expires_at IS NULL BEGIN
      UPDATE token SET expires_at = unixepoch(NEW.expires) WHERE id = NEW.id; END;
    CREATE TRIGGER token_issued_by_new AFTER INSERT ON token WHEN NEW.expires IS NULL BEGIN
      UPDATE token SET expires = strftime('%Y-%m-%dT%H:%M:%SZ', NEW.expires_at, 'unixepoch') WHERE id = NEW.id; END;
    CREATE TRIGGER token_revoked_by_old AFTER UPDATE OF valid ON token WHEN NEW.valid = 0 AND NEW.revoked_at IS NULL BEGIN
      UPDATE token SET revoked_at = unixepoch() WHERE id = NEW.id; END;
    CREATE TRIGGER token_revoked_by_new AFTER UPDATE OF revoked_at ON token WHEN NEW.revoked_at IS NOT NULL AND NEW.valid = 1 BEGIN
      UPDATE token SET valid = 0 WHERE id = NEW.id; END;`,
  migrate: `
    UPDATE token
    SET expires_at = unixepoch(expires), revoked_at = coalesce(revoked_at, CASE valid WHEN 0 THEN issued_at END)
    WHERE id IN (SELECT id FROM token WHERE expires_at IS NULL LIMIT 500)`,
  contract: `
    DROP TRIGGER token_issued_by_old;
    DROP TRIGGER token_issued_by_new;
    DROP TRIGGER token_revoked_by_old;
    DROP TRIGGER token_revoked_by_new;
    ALTER TABLE token DROP COLUMN expires;
    ALTER TABLE token DROP COLUMN valid;`,
};
