/** The schema of release 2025.1. Later releases are reached by migrations. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS domain (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS project (
  id TEXT PRIMARY KEY, domain_id TEXT NOT NULL REFERENCES domain, name TEXT NOT NULL,
  description TEXT NOT NULL, enabled INTEGER NOT NULL, UNIQUE (domain_id, name)) STRICT;
CREATE TABLE IF NOT EXISTS user (
  id TEXT PRIMARY KEY, domain_id TEXT NOT NULL REFERENCES domain, name TEXT NOT NULL,
  password_hash TEXT, enabled INTEGER NOT NULL, UNIQUE (domain_id, name)) STRICT;
CREATE TABLE IF NOT EXISTS role (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS assignment (
  user_id TEXT NOT NULL REFERENCES user, project_id TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
  role_id TEXT NOT NULL REFERENCES role, PRIMARY KEY (user_id, project_id, role_id)) STRICT;
CREATE TABLE IF NOT EXISTS service (id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS endpoint (
  id TEXT PRIMARY KEY, service_id TEXT NOT NULL REFERENCES service, interface TEXT NOT NULL,
  region TEXT NOT NULL, url TEXT NOT NULL, UNIQUE (service_id, interface, region)) STRICT;
CREATE TABLE IF NOT EXISTS token (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL, project_id TEXT, audit_id TEXT NOT NULL, issued_at INTEGER NOT NULL,
  expires TEXT, valid INTEGER NOT NULL DEFAULT 1) STRICT;
`;
