import { randomInt } from 'node:crypto';
import type { Database } from '../../database/index.ts';
import type { Agents } from '../plugin/index.ts';
import { DHCP_PORT, ROUTER_INTERFACE } from '../plugin/index.ts';
import { conflict } from '../refusal.ts';
import type { Item, Store } from '../store/index.ts';
import { type FixedIp, makeAddressing } from './addressing.ts';

interface NewPort {
  readonly network_id: string;
  readonly project_id: string;
  readonly name?: string;
  readonly description?: string;
  readonly admin_state_up?: boolean;
  readonly mac_address?: string | undefined;
  readonly fixed_ips?: readonly FixedIp[] | undefined;
  readonly device_id?: string;
  readonly device_owner?: string;
  readonly security_groups?: readonly string[];
  readonly 'binding:host_id'?: string;
}
type PortChanges = {
  readonly [Name in
    | 'name'
    | 'description'
    | 'admin_state_up'
    | 'device_id'
    | 'device_owner'
    | 'security_groups'
    | 'binding:host_id']?: NewPort[Name] | undefined;
};

export type Ports = ReturnType<typeof makePorts>;

/** A port is DOWN until the L2 agent of its host has wired it. That happens on its own, after the answer. */
export function makePorts(options: { readonly database: Database; readonly store: Store; readonly agents: Agents }) {
  const { database, store, agents } = options;
  const { allocate } = makeAddressing(database);

  // Whether the agent is up just now plays no part: the real service takes it for alive for 75 seconds after its last
  // word, longer than an upgrade of it lasts.
  const vifType = (host: string) => (host === '' ? 'unbound' : agents.has('l2', host) ? 'ovs' : 'binding_failed');

  const macTaken = (networkId: string, mac: string) =>
    database.first('SELECT 1 FROM port WHERE network_id = :networkId AND mac_address = :mac', { networkId, mac });

  function freeMac(networkId: string): string {
    for (;;) {
      const mac = `fa:16:3e${Array.from({ length: 3 }, () => `:${randomInt(256).toString(16).padStart(2, '0')}`).join('')}`;
      if (!macTaken(networkId, mac)) return mac;
    }
  }

  function setSecurityGroups(id: string, groups: readonly string[]): void {
    database.change('DELETE FROM port_security_group WHERE port_id = :id', { id });
    for (const group of groups)
      database.change('INSERT OR IGNORE INTO port_security_group VALUES (:id, :group)', { id, group });
  }

  const ports = {
    create(wanted: NewPort): Item {
      const { network_id: network, 'binding:host_id': host = '', mac_address: mac, device_owner = '' } = wanted;
      const id = database.transaction(() => {
        if (mac !== undefined && macTaken(network, mac))
          throw conflict(
            'MacAddressInUse',
            `Unable to complete operation for network ${network}. The mac address ${mac} is in use.`,
          );
        const made = store.add('port', {
          admin_state_up: true,
          device_id: '',
          ...wanted,
          device_owner,
          mac_address: mac ?? freeMac(network),
          'binding:host_id': host,
          'binding:vif_type': vifType(host),
          status: 'DOWN',
        });
        if (device_owner === ROUTER_INTERFACE)
          database.change('UPDATE port SET plugged = 0 WHERE id = :made', { made });
        allocate(made, network, wanted.fixed_ips);
        setSecurityGroups(made, wanted.security_groups ?? []);
        return made;
      });
      agents.notify('l2', host, id);
      return store.find('port', id)!;
    },

    change(port: Item, changes: PortChanges): void {
      const before = String(port['binding:host_id']);
      const { 'binding:host_id': host = before, security_groups: groups, ...rest } = changes;
      const again = host !== before || changes.admin_state_up !== undefined;
      database.transaction(() => {
        store.change('port', port.id, {
          ...rest,
          ...(host === before ? {} : { 'binding:host_id': host, 'binding:vif_type': vifType(host) }),
          ...(again ? { status: 'DOWN' } : {}),
        });
        if (groups) setSecurityGroups(port.id, groups);
      });
      if (again) for (const touched of new Set([before, host])) agents.notify('l2', touched, port.id);
    },

    remove(port: Item): void {
      store.remove('port', port.id);
      agents.notify('l2', String(port['binding:host_id']), port.id);
    },

    /** The DHCP agent's own port in a network, with an address in every subnet. */
    ensureDhcp(networkId: string, host: string): void {
      const changed = database.transaction(() => {
        const sql = `SELECT id FROM subnet WHERE network_id = :networkId AND enable_dhcp = 1 AND NOT EXISTS (
          SELECT 1 FROM ip_allocation JOIN port ON port.id = port_id
          WHERE subnet_id = subnet.id AND device_owner = '${DHCP_PORT}')`;
        const wishes = database.all(sql, { networkId }).map(({ id }) => ({ subnet_id: String(id) }));
        const network = store.find('network', networkId);
        if (wishes.length === 0 || !network) return undefined;
        const [existing] = store.list('port', { where: { network_id: [networkId], device_owner: [DHCP_PORT] } });
        const id =
          existing?.id ??
          store.add('port', {
            network_id: networkId,
            project_id: network.project_id,
            admin_state_up: true,
            mac_address: freeMac(networkId),
            device_id: `dhcp-${networkId}`,
            device_owner: DHCP_PORT,
            'binding:host_id': host,
            'binding:vif_type': vifType(host),
            status: 'DOWN',
          });
        allocate(id, networkId, wishes);
        return id;
      });
      if (changed !== undefined) agents.notify('l2', host, changed);
    },
  };
  return ports;
}
