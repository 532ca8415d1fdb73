import type { Release } from '../release.ts';
import { type Attributes, always, flag, json, number, query, text } from './attribute.ts';

/** What there is, attribute by attribute, in the order of the API reference. */
export const KINDS = {
  network: (owner: Release['owner']): Attributes => ({
    ...common(owner),
    admin_state_up: flag('admin_state_up'),
    availability_zone_hints: always([]),
    availability_zones: always(['nova']),
    ipv4_address_scope: always(null),
    ipv6_address_scope: always(null),
    mtu: always(1500),
    port_security_enabled: always(true),
    'router:external': flag('external'),
    shared: flag('shared'),
    status: always('ACTIVE'),
    subnets: query('(SELECT json_group_array(subnet.id) FROM subnet WHERE network_id = network.id)'),
  }),
  subnet: (owner: Release['owner']): Attributes => ({
    ...common(owner),
    network_id: text('network_id'),
    ip_version: always(4),
    cidr: text('cidr'),
    gateway_ip: text('gateway_ip'),
    allocation_pools: json('allocation_pools'),
    enable_dhcp: flag('enable_dhcp'),
    dns_nameservers: json('dns_nameservers'),
    host_routes: always([]),
    ipv6_address_mode: always(null),
    ipv6_ra_mode: always(null),
    segment_id: always(null),
    service_types: always([]),
    subnetpool_id: always(null),
  }),
  port: (owner: Release['owner']): Attributes => ({
    ...common(owner),
    network_id: text('network_id'),
    admin_state_up: flag('admin_state_up'),
    mac_address: text('mac_address'),
    fixed_ips: query(`(SELECT json_group_array(json_object('subnet_id', subnet_id, 'ip_address', ip_address))
      FROM ip_allocation WHERE port_id = port.id)`),
    device_id: text('device_id'),
    device_owner: text('device_owner'),
    security_groups: query(
      '(SELECT json_group_array(security_group_id) FROM port_security_group WHERE port_id = port.id)',
    ),
    status: text('status'),
    'binding:host_id': text('host'),
    'binding:vif_type': text('vif_type'),
    'binding:vif_details': always({}),
    'binding:profile': always({}),
    'binding:vnic_type': always('normal'),
    allowed_address_pairs: always([]),
    extra_dhcp_opts: always([]),
    port_security_enabled: always(true),
  }),
  router: (owner: Release['owner']): Attributes => ({
    ...common(owner),
    admin_state_up: flag('admin_state_up'),
    availability_zone_hints: always([]),
    availability_zones: always(['nova']),
    distributed: always(false),
    external_gateway_info: always(null),
    flavor_id: always(null),
    ha: always(false),
    routes: always([]),
    status: always('ACTIVE'),
  }),
  security_group: (owner: Release['owner']): Attributes => ({
    ...common(owner),
    shared: always(false),
    stateful: always(true),
  }),
  security_group_rule: (owner: Release['owner']): Attributes => {
    const { name, tags, ...rest } = common(owner);
    return {
      ...rest,
      security_group_id: text('security_group_id'),
      direction: text('direction'),
      ethertype: text('ethertype'),
      protocol: text('protocol'),
      port_range_min: number('port_range_min'),
      port_range_max: number('port_range_max'),
      remote_ip_prefix: text('remote_ip_prefix'),
      remote_group_id: text('remote_group_id'),
    };
  },
};
export type Kind = keyof typeof KINDS;

/** What a caller sees that is not his own. */
export const SHARED: Readonly<Partial<Record<Kind, string>>> = {
  network: 'shared = 1 OR external = 1',
  subnet: 'EXISTS (SELECT 1 FROM network WHERE network.id = network_id AND shared = 1)',
};

// Clients have known both names of the owner for a long time, whatever the column is called.
const common = (owner: Release['owner']) => ({
  id: text('id'),
  name: text('name'),
  description: text('description'),
  tenant_id: text(owner),
  project_id: text(owner),
  created_at: text('created_at'),
  updated_at: text('updated_at'),
  revision_number: number('revision_number'),
  tags: always([]),
});
