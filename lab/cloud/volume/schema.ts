/** The schema of release 2025.1. Later releases only add to it. Times are milliseconds since 1970. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS volume_type (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, description TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO volume_type VALUES
  ('11111111-2222-4333-8444-555555555555', '__DEFAULT__', 'Default Volume Type');
CREATE TABLE IF NOT EXISTS volume (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT, description TEXT,
  size INTEGER NOT NULL, status TEXT NOT NULL, host TEXT, type TEXT NOT NULL REFERENCES volume_type,
  metadata TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS volume_by_name ON volume (name);
CREATE INDEX IF NOT EXISTS volume_by_age ON volume (created_at, id);
CREATE TABLE IF NOT EXISTS attachment (
  id TEXT PRIMARY KEY, volume_id TEXT NOT NULL UNIQUE REFERENCES volume ON DELETE CASCADE, instance TEXT,
  status TEXT NOT NULL, mountpoint TEXT, mode TEXT NOT NULL, connector TEXT, attached_at INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS backend_lease (backend TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
`;
