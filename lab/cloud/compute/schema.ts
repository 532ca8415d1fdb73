/** The schemas of release 2025.1. Later releases are reached by revisions. */

/** What there is once for the whole cloud. */
export const API_SCHEMA = `
CREATE TABLE IF NOT EXISTS flavor (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, vcpus INTEGER NOT NULL, ram INTEGER NOT NULL, disk INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS keypair (
  number INTEGER PRIMARY KEY, user_id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, public_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL, created_at INTEGER NOT NULL, UNIQUE (user_id, name)) STRICT;
INSERT OR IGNORE INTO flavor (id, name, vcpus, ram, disk) VALUES
  ('42', 'm1.nano', 1, 128, 1), ('1', 'm1.tiny', 1, 512, 1), ('2', 'm1.small', 2, 2048, 20);
`;

/** What belongs to the cell that the instances are in. Times are ms since 1970. */
export const CELL_SCHEMA = `
CREATE TABLE IF NOT EXISTS compute_node (id TEXT PRIMARY KEY, host TEXT NOT NULL UNIQUE, address TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS instance (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, user_id TEXT NOT NULL,
  name TEXT NOT NULL, hostname TEXT NOT NULL, description TEXT, vm_state TEXT NOT NULL, task_state TEXT,
  flavor TEXT NOT NULL, image TEXT NOT NULL, key_name TEXT, public_key TEXT, metadata TEXT NOT NULL,
  security_groups TEXT NOT NULL, forced_host TEXT, host TEXT, address TEXT, fault TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, launched_at INTEGER, deleted_at INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS instance_by_name ON instance (name) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS instance_by_project ON instance (project_id, number) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS instance_by_host ON instance (host) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS instance_address ON instance (address) WHERE deleted_at IS NULL;
CREATE TABLE IF NOT EXISTS instance_action (
  number INTEGER PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, instance_id TEXT NOT NULL, action TEXT NOT NULL,
  user_id TEXT NOT NULL, project_id TEXT NOT NULL, started_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  message TEXT) STRICT;
CREATE INDEX IF NOT EXISTS action_by_instance ON instance_action (instance_id);
CREATE TABLE IF NOT EXISTS instance_event (
  number INTEGER PRIMARY KEY, request_id TEXT NOT NULL, event TEXT NOT NULL, host TEXT NOT NULL,
  started_at INTEGER NOT NULL, finished_at INTEGER, result TEXT, details TEXT) STRICT;
CREATE INDEX IF NOT EXISTS event_by_request ON instance_event (request_id);
CREATE TABLE IF NOT EXISTS console_token (
  token TEXT PRIMARY KEY, instance_id TEXT NOT NULL, host TEXT NOT NULL, port INTEGER NOT NULL,
  expires_at INTEGER NOT NULL) STRICT;
`;
