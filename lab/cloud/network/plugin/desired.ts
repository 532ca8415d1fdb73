import type { Database } from '../../database/index.ts';
import type { WiringKind } from '../agent-kinds.ts';
import type { Wiring } from '../protocol.ts';

const ADDRESSES = `(SELECT json_group_array(json_object('subnet_id', subnet_id, 'ip_address', ip_address))
  FROM ip_allocation WHERE port_id = port.id)`;

export const ROUTER_INTERFACE = 'network:router_interface';
export const DHCP_PORT = 'network:dhcp';

// The three have in common: id, content, and whether the server knows that the agent has done it.
const SELECT: Readonly<Record<WiringKind, string>> = {
  // A router's interface is there to be wired only when the L3 agent has plugged it.
  l2: `SELECT id, status = 'ACTIVE' AS done, json_object(
      'network_id', network_id, 'mac_address', mac_address, 'device_owner', device_owner,
      'fixed_ips', json(${ADDRESSES})) AS content
    FROM port WHERE host = :host AND plugged = 1 AND admin_state_up = 1`,
  l3: `SELECT id, NOT EXISTS (SELECT 1 FROM port WHERE device_id = router.id AND plugged = 0) AS done, json_object(
      'name', name, 'interfaces', (
        SELECT json_group_array(json_object(
          'port_id', id, 'mac_address', mac_address, 'fixed_ips', json(${ADDRESSES})))
        FROM port WHERE device_id = router.id AND device_owner = '${ROUTER_INTERFACE}')) AS content
    FROM l3_binding JOIN router USING (id) WHERE host = :host AND admin_state_up = 1`,
  // Leases are left out: with them each new port would send all those of its network again.
  dhcp: `SELECT id, NOT EXISTS (
        SELECT 1 FROM subnet WHERE network_id = network.id AND enable_dhcp = 1 AND NOT EXISTS (
          SELECT 1 FROM ip_allocation JOIN port ON port.id = port_id
          WHERE subnet_id = subnet.id AND device_owner = '${DHCP_PORT}')) AS done,
      json_object('subnets', (
        SELECT json_group_array(json_object('subnet_id', id, 'cidr', cidr, 'gateway_ip', gateway_ip,
          'dns_nameservers', json(dns_nameservers)))
        FROM subnet WHERE network_id = network.id AND enable_dhcp = 1)) AS content
    FROM dhcp_binding JOIN network USING (id) WHERE host = :host AND admin_state_up = 1`,
};

/** What there should be on a node: one thing, if it should be there; or all; or what is not known to be there yet. */
export function desired(
  database: Database,
  kind: WiringKind,
  host: string,
  which: { readonly id: string } | 'all' | 'undone',
): (Wiring & { readonly done: boolean })[] {
  const sql =
    which === 'all'
      ? SELECT[kind]
      : which === 'undone'
        ? `SELECT * FROM (${SELECT[kind]}) WHERE done = 0`
        : `${SELECT[kind]} AND id = :id`;
  const parameters = typeof which === 'string' ? { host } : { host, ...which };
  return database.all(sql, parameters).map((row) => ({
    id: String(row.id),
    content: JSON.parse(String(row.content)),
    done: row.done === 1,
  }));
}
