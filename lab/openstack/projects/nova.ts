import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, common, databaseUrl, messagesUrl, type Sections } from '../configuration.ts';
import type { HostSite, Project, Site } from '../project.ts';
import { configuration, ONE_THREAD, processes } from './files.ts';

/** What stands for a hypervisor. */
const DRIVER = readFileSync(join(import.meta.dirname, '../hypervisor/lasting.py'), 'utf8');

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
  databases: { database: 'nova', api_database: 'nova_api' },
  catalogue: { type: 'compute', path: '/v2.1' },
  files: (site, host) => [
    configuration('/etc/nova/nova.conf', settings(site, host)),
    processes('nova-api', 2, ONE_THREAD),
    // Nova takes drivers from this folder only; no package has a file of that name.
    ...(host.role === 'compute'
      ? [{ target: '/usr/lib/python3/dist-packages/nova/virt/lasting.py', content: DRIVER, mode: 0o644 }]
      : []),
  ],
  // Cells are found where the configuration of whoever looks for them has its own: no lab's addresses are in the image.
  schemas: [
    'nova-manage api_db sync',
    "nova-manage cell_v2 map_cell0 --database_connection '{scheme}://{username}:{password}@{hostname}/nova_cell0?{query}'",
    "env OS_DEFAULT__TRANSPORT_URL=rabbit://user:word@localhost:5672/ nova-manage cell_v2 create_cell --name cell1 --transport-url '{scheme}://{username}:{password}@{hostname}:{port}/' --database_connection '{scheme}://{username}:{password}@{hostname}/nova?{query}'",
    'nova-manage db sync',
  ],
  // They tell of themselves when they start; the cell has to be told of them, by this or by a scheduler.
  untilThere: (countOf) => ({
    shell: `nova_manage() { runuser -u nova -- nova-manage cell_v2 "$@"; }
until nova_manage discover_hosts >/dev/null 2>&1; [ "$(nova_manage list_hosts | grep -c ' compute')" -ge ${countOf('compute')} ]; do sleep 1; done`,
  }),
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
    ...(role === 'compute' ? { compute_driver: 'lasting.LastingDriver' } : {}),
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
