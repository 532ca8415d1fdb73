import { join } from 'node:path';
import type { CloudService } from '../service.ts';
import type { Configuration } from './configuration.ts';

const program = (name: string) => join(import.meta.dirname, `${name}.ts`);

/** A specimen of OpenStack's Networking service: an API, and agents that bring about on nodes what it promises. */
export const neutron: CloudService = {
  name: 'neutron',
  units: [
    {
      name: 'neutron-server',
      program: program('neutron-server'),
      runsOn: ['controller'],
      api: { port: 9696, check: 'GET /' },
    },
    {
      name: 'neutron-l2-agent',
      program: program('agents/neutron-openvswitch-agent'),
      runsOn: ['controller', 'network'],
    },
    { name: 'neutron-l3-agent', program: program('agents/neutron-l3-agent'), runsOn: ['network'] },
    { name: 'neutron-dhcp-agent', program: program('agents/neutron-dhcp-agent'), runsOn: ['network'] },
    { name: 'neutron-metadata-agent', program: program('agents/neutron-metadata-agent'), runsOn: ['network'] },
  ],
  tools: { 'neutron-db-manage': program('neutron-db-manage') },
  phases: {
    expand: 'opt/neutron-server/{release}/bin/neutron-db-manage upgrade --expand',
    contract: 'opt/neutron-server/{release}/bin/neutron-db-manage upgrade --contract',
  },
  configuration: ({ host, address, ports, databases, endpoints, password }): Configuration => ({
    host,
    listen: { address, port: ports['neutron-server'] },
    database: join(databases, 'neutron.db'),
    messages: join(databases, 'neutron-messages.db'),
    rollcall: join(databases, 'neutron-rollcall.db'),
    identity: { identityUrl: endpoints.keystone!, user: 'neutron', password },
  }),
  bootstrap: () => ({ command: ['neutron-db-manage', 'upgrade', 'heads'], environment: {} }),
  credentials: ({ password }) => ({ user: 'admin', password, project: 'admin' }),
};
