import { account, common, databaseUrl, messagesUrl, type Sections } from '../configuration.ts';
import type { HostSite, Project, Site } from '../project.ts';
import { configuration, ONE_THREAD, processes } from './files.ts';

const PYTHON = ['nova-common', 'python3-nova'];

export const nova: Project = {
  name: 'nova',
  // To boot a server it asks all of these.
  needs: ['keystone', 'placement', 'glance', 'neutron'],
  units: [
    { name: 'nova-conductor', packages: ['nova-conductor', ...PYTHON], runsOn: ['controller'], memoryMiB: 140 },
    { name: 'nova-scheduler', packages: ['nova-scheduler', ...PYTHON], runsOn: ['controller'], memoryMiB: 140 },
    {
      name: 'nova-api',
      packages: ['nova-api', ...PYTHON],
      runsOn: ['controller'],
      api: { port: 8774, check: 'GET /', tellsRelease: true },
      memoryMiB: 320,
    },
    {
      name: 'nova-compute',
      packages: ['nova-compute', 'nova-compute-ironic', ...PYTHON],
      runsOn: ['compute'],
      memoryMiB: 130,
    },
  ],
  databases: ['nova', 'nova_api', 'nova_cell0'],
  catalogue: { type: 'compute', path: '/v2.1' },
  files: (site, host) => [
    configuration('/etc/nova/nova.conf', settings(site, host)),
    processes('nova-api', 2, ONE_THREAD),
  ],
  bootstrap: () => [
    'runuser -u nova -- nova-manage api_db sync',
    'runuser -u nova -- nova-manage cell_v2 map_cell0',
    'runuser -u nova -- nova-manage cell_v2 create_cell --name cell1',
    'runuser -u nova -- nova-manage db sync',
  ],
  phases: {
    api_db: manage('api_db sync'),
    sync: manage('db sync'),
    // 1: it has warnings, and nothing that keeps from upgrading.
    readiness: 'with-release nova {release} nova-status upgrade check || [ $? -eq 1 ]',
    online: manage('db online_data_migrations'),
    check: 'with-release nova {release} nova-status upgrade check || [ $? -eq 1 ]',
  },
};

function manage(command: string): string {
  return `with-release nova {release} nova-manage ${command}`;
}

const settings = (site: Site, { role, address, name }: HostSite): Sections => ({
  DEFAULT: {
    transport_url: messagesUrl(site),
    my_ip: address,
    host: name,
    log_dir: '/var/log/nova',
    state_path: '/var/lib/nova',
    // Servers without a hypervisor. The plain fake driver forgets who it is, and refuses its second start.
    ...(role === 'compute' ? { compute_driver: 'fake.FakeDriverWithoutFakeNodes' } : {}),
    vif_plugging_is_fatal: false,
    vif_plugging_timeout: 0,
    shelved_offload_time: 0,
    // Nobody lists a nova-compute as down who is just being upgraded, and nobody waits long for one that is.
    report_interval: 5,
    service_down_time: 30,
  },
  api: { auth_strategy: 'keystone' },
  api_database: { connection: databaseUrl(site, 'nova_api') },
  database: { connection: databaseUrl(site, 'nova') },
  placement: account(site, 'placement'),
  neutron: account(site, 'neutron'),
  glance: account(site, 'glance'),
  upgrade_levels: { compute: 'auto' },
  conductor: { workers: 1 },
  scheduler: { workers: 1, discover_hosts_in_cells_interval: 10 },
  vnc: { enabled: false },
  // What the load makes is deleted at the end only.
  quota: { instances: -1, cores: -1, ram: -1, key_pairs: -1 },
  ...common(site, 'nova'),
});
