/** What has an owner. */
export const OWNED = ['network', 'subnet', 'port', 'router', 'security_group', 'security_group_rule'] as const;

const COMMON = `id TEXT PRIMARY KEY, tenant_id TEXT, name TEXT NOT NULL DEFAULT '', description TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, revision_number INTEGER NOT NULL DEFAULT 1`;

/** The schema of release 2025.1. Later releases are reached by migrations. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS network (${COMMON},
  admin_state_up INTEGER NOT NULL, shared INTEGER NOT NULL, external INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS subnet (${COMMON}, network_id TEXT NOT NULL REFERENCES network ON DELETE CASCADE,
  cidr TEXT NOT NULL, gateway_ip TEXT, enable_dhcp INTEGER NOT NULL,
  allocation_pools TEXT NOT NULL, dns_nameservers TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS port (${COMMON}, network_id TEXT NOT NULL REFERENCES network ON DELETE CASCADE,
  admin_state_up INTEGER NOT NULL, mac_address TEXT NOT NULL, device_id TEXT NOT NULL, device_owner TEXT NOT NULL,
  host TEXT NOT NULL, vif_type TEXT NOT NULL, plugged INTEGER NOT NULL DEFAULT 1, status TEXT NOT NULL,
  UNIQUE (network_id, mac_address)) STRICT;
CREATE TABLE IF NOT EXISTS ip_allocation (
  subnet_id TEXT NOT NULL REFERENCES subnet ON DELETE CASCADE, number INTEGER NOT NULL, ip_address TEXT NOT NULL,
  port_id TEXT NOT NULL REFERENCES port ON DELETE CASCADE, UNIQUE (subnet_id, number)) STRICT;
CREATE TABLE IF NOT EXISTS router (${COMMON}, admin_state_up INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS security_group (${COMMON}) STRICT;
CREATE TABLE IF NOT EXISTS default_security_group (
  owner TEXT PRIMARY KEY, security_group_id TEXT NOT NULL REFERENCES security_group ON DELETE CASCADE) STRICT;
CREATE TABLE IF NOT EXISTS security_group_rule (${COMMON},
  security_group_id TEXT NOT NULL REFERENCES security_group ON DELETE CASCADE,
  direction TEXT NOT NULL, ethertype TEXT NOT NULL, protocol TEXT, port_range_min INTEGER, port_range_max INTEGER,
  remote_ip_prefix TEXT, remote_group_id TEXT REFERENCES security_group ON DELETE CASCADE) STRICT;
CREATE TABLE IF NOT EXISTS port_security_group (
  port_id TEXT NOT NULL REFERENCES port ON DELETE CASCADE, security_group_id TEXT NOT NULL REFERENCES security_group,
  PRIMARY KEY (port_id, security_group_id)) STRICT;
CREATE TABLE IF NOT EXISTS dhcp_binding (
  id TEXT PRIMARY KEY REFERENCES network ON DELETE CASCADE, host TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS l3_binding (
  id TEXT PRIMARY KEY REFERENCES router ON DELETE CASCADE, host TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS network_name ON network (name);
CREATE INDEX IF NOT EXISTS subnet_name ON subnet (name);
CREATE INDEX IF NOT EXISTS subnet_network ON subnet (network_id);
CREATE INDEX IF NOT EXISTS port_name ON port (name);
CREATE INDEX IF NOT EXISTS port_host ON port (host);
CREATE INDEX IF NOT EXISTS port_device ON port (device_id);
CREATE INDEX IF NOT EXISTS ip_allocation_port ON ip_allocation (port_id);
CREATE INDEX IF NOT EXISTS router_name ON router (name);
CREATE INDEX IF NOT EXISTS security_group_name ON security_group (name);
CREATE INDEX IF NOT EXISTS security_group_rule_group ON security_group_rule (security_group_id);
CREATE INDEX IF NOT EXISTS security_group_rule_remote ON security_group_rule (remote_group_id);
CREATE INDEX IF NOT EXISTS port_security_group_group ON port_security_group (security_group_id);
`;
