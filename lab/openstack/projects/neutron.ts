import { z } from 'zod';
import { account, common, databaseUrl, messagesUrl } from '../configuration.ts';
import type { Project, Unit } from '../project.ts';
import { configuration, ONE_THREAD, processes } from './files.ts';
import { networkNodeFiles } from './network-node.ts';

const PYTHON = ['neutron-common', 'python3-neutron'];

const agent = (name: string, daemon = name): Unit => ({
  ...{ name, daemons: [daemon], packages: [daemon, ...PYTHON] },
  ...{ runsOn: ['network'], onlyWhereWanted: true, memoryMiB: 230 },
});

const AGENTS = [
  agent('neutron-l2-agent', 'neutron-openvswitch-agent'),
  // One lost packet is what networks do: of three within half a second one must come back.
  { ...agent('neutron-l3-agent'), reaches: 'ip netns exec qrouter-{from} ping -n -c 3 -i 0.2 -W 2 {address}' },
  agent('neutron-dhcp-agent'),
  agent('neutron-metadata-agent'),
];

const Agents = z.object({ agents: z.array(z.unknown()) });

export const neutron: Project = {
  name: 'neutron',
  needs: ['keystone'],
  units: [
    {
      // One package before, two daemons now: the API, and what agents talk to.
      name: 'neutron-server',
      daemons: ['neutron-rpc-server', 'neutron-api'],
      packages: ['neutron-api', 'neutron-rpc-server', ...PYTHON],
      runsOn: ['controller'],
      api: { port: 9696, check: 'GET /', tellsRelease: false },
      memoryMiB: 300,
    },
    ...AGENTS,
  ],
  databases: { database: 'neutron' },
  catalogue: { type: 'network', path: '' },
  files: (site, host) => [
    configuration('/etc/neutron/neutron.conf', {
      DEFAULT: {
        core_plugin: 'ml2',
        service_plugins: 'router',
        auth_strategy: 'keystone',
        transport_url: messagesUrl(site),
        notify_nova_on_port_status_changes: false,
        notify_nova_on_port_data_changes: false,
        rpc_workers: 1,
        rpc_state_report_workers: 0,
        // A router or a network is given to an agent that is there.
        agent_down_time: 20,
      },
      AGENT: { root_helper: 'sudo neutron-rootwrap /etc/neutron/rootwrap.conf' },
      database: { connection: databaseUrl(site, 'neutron') },
      quotas: {
        default_quota: -1,
        quota_network: -1,
        quota_subnet: -1,
        quota_port: -1,
        quota_security_group: -1,
        quota_security_group_rule: -1,
        quota_router: -1,
        quota_floatingip: -1,
      },
      nova: account(site, 'nova'),
      placement: account(site, 'placement'),
      ...common(site, 'neutron'),
    }),
    // Debian's own ml2_conf.ini has project networks of a type that this one does not: newer servers then never answer, with an open port.
    configuration('/etc/neutron/plugins/ml2/ml2_conf.ini', {
      ml2: {
        type_drivers: 'flat,vlan,vxlan',
        project_network_types: 'vxlan',
        tenant_network_types: 'vxlan',
        mechanism_drivers: 'openvswitch,l2population',
        extension_drivers: 'port_security',
      },
      ml2_type_vxlan: { vni_ranges: '1:1000' },
      securitygroup: { enable_security_group: true },
    }),
    ...(host.role === 'network' ? networkNodeFiles(host) : []),
    // Its script calls itself by the name that it had when there was one daemon.
    processes('neutron-server', 2, ONE_THREAD),
  ],
  schemas: [`${manage()} upgrade head`],
  // A network that is made before its agents are there waits for them for long.
  untilThere: (countOf) => ({
    get: '/v2.0/agents?alive=True',
    isEnough: (answer) => Agents.parse(answer).agents.length >= AGENTS.length * countOf('network'),
  }),
  phases: {
    expand: `with-release neutron {release} ${manage()} upgrade --expand`,
    contract: `with-release neutron {release} ${manage()} upgrade --contract`,
  },
};

function manage(): string {
  return 'neutron-db-manage --config-file /etc/neutron/neutron.conf --config-file /etc/neutron/plugins/ml2/ml2_conf.ini';
}
