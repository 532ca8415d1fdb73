import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { defaultPools, formatAddress, overlap, parseAddress, parseCidr } from '../addresses.ts';
import { type Agents, DHCP_PORT } from '../plugin/index.ts';
import type { Ports } from '../ports/index.ts';
import { conflict, invalid, missing } from '../refusal.ts';
import type { Store } from '../store/index.ts';
import { Described, Owner, Renamed } from './body.ts';
import { type AdmittedRoutes, ownerOf, scopeOf } from './caller.ts';
import { readRoutes } from './collection.ts';
import { expectBody } from './respond.ts';

const Address = z.string().refine((text) => parseAddress(text) !== undefined, "expected an address, as '10.0.0.1'");
const NewSubnet = z.object({
  subnet: z.strictObject({
    ...Owner,
    ...Described,
    network_id: z.string(),
    // Version 6 would need other arithmetic and shows nothing new here.
    ip_version: z.literal(4),
    cidr: z.string().refine((text) => parseCidr(text) !== undefined, "expected a network, as '10.0.0.0/24'"),
    gateway_ip: Address.nullish(),
    enable_dhcp: z.boolean().default(true),
    allocation_pools: z.array(z.strictObject({ start: Address, end: Address })).optional(),
    dns_nameservers: z.array(Address).default([]),
  }),
});
const Changes = z.object({
  subnet: z.strictObject({ ...Renamed, dns_nameservers: z.array(Address).optional() }),
});

export function subnetRoutes(options: {
  readonly database: Database;
  readonly store: Store;
  readonly agents: Agents;
  readonly ports: Ports;
}): AdmittedRoutes {
  const { database, store, agents, ports } = options;

  function layOut(wanted: z.infer<typeof NewSubnet>['subnet']) {
    const cidr = parseCidr(wanted.cidr)!;
    const gateway =
      wanted.gateway_ip === null
        ? undefined
        : wanted.gateway_ip === undefined
          ? cidr.hosts.start
          : parseAddress(wanted.gateway_ip)!;
    const pools =
      wanted.allocation_pools?.map(({ start, end }) => ({ start: parseAddress(start)!, end: parseAddress(end)! })) ??
      defaultPools(cidr, gateway);
    if (pools.some(({ start, end }) => start > end || start < cidr.hosts.start || end > cidr.hosts.end))
      throw invalid(`The allocation pools are not within the subnet cidr ${cidr.text}`);
    return {
      cidr,
      values: {
        cidr: cidr.text,
        gateway_ip: gateway === undefined ? null : formatAddress(gateway),
        allocation_pools: pools.map(({ start, end }) => ({ start: formatAddress(start), end: formatAddress(end) })),
      },
    };
  }

  return {
    ...readRoutes(store, 'subnet', 'subnets'),
    'POST /v2.0/subnets': (call, caller) => {
      const wanted = expectBody(NewSubnet, call.body).subnet;
      const network_id = wanted.network_id;
      if (!store.find('network', network_id, scopeOf(caller))) throw missing('network', network_id);
      const { cidr, values } = layOut(wanted);
      const project_id = ownerOf(caller, wanted, 'create_subnet');
      const id = database.transaction(() => {
        const others = database.all('SELECT cidr FROM subnet WHERE network_id = :network_id', { network_id });
        if (others.some((other) => overlap(parseCidr(String(other.cidr))!.all, cidr.all)))
          throw invalid(
            `Requested subnet with cidr: ${cidr.text} for network: ${network_id} overlaps with another subnet`,
          );
        return store.add('subnet', { ...wanted, ...values, project_id });
      });
      if (wanted.enable_dhcp) {
        const host = agents.schedule('dhcp', network_id);
        if (host !== undefined) agents.notify('dhcp', host, network_id);
      }
      return { status: 201, body: { subnet: store.find('subnet', id) } };
    },
    'PUT /v2.0/subnets/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      const { subnet: changes } = expectBody(Changes, call.body);
      if (!store.find('subnet', id, scopeOf(caller))) throw missing('subnet', id);
      store.change('subnet', id, changes);
      return { status: 200, body: { subnet: store.find('subnet', id) } };
    },
    'DELETE /v2.0/subnets/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      const subnet = store.find('subnet', id, scopeOf(caller));
      if (!subnet) throw missing('subnet', id);
      const networkId = String(subnet.network_id);
      const emptied = database.transaction(() => {
        const used = `SELECT 1 FROM ip_allocation JOIN port ON port.id = port_id
          WHERE subnet_id = :id AND device_owner <> '${DHCP_PORT}'`;
        if (database.first(used, { id }))
          throw conflict(
            'SubnetInUse',
            `Unable to complete operation on subnet ${id}: One or more ports have an IP allocation from this subnet.`,
          );
        store.remove('subnet', id);
        return store
          .list('port', { where: { network_id: [networkId], device_owner: [DHCP_PORT] } })
          .filter(({ fixed_ips }) => (fixed_ips as unknown[]).length === 0);
      });
      for (const port of emptied) ports.remove(port);
      return { status: 204 };
    },
  };
}
