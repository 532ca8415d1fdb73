/** The schema of release 2025.1. Later releases are reached by migrations. Times are milliseconds since 1970. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS image (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT, status TEXT NOT NULL, visibility TEXT NOT NULL,
  details TEXT NOT NULL, size INTEGER, checksum TEXT, hash TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS image_by_name ON image (name);
CREATE INDEX IF NOT EXISTS image_by_age ON image (created_at, id);
`;
