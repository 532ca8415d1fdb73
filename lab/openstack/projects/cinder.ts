import { account, common, databaseUrl, messagesUrl } from '../configuration.ts';
import type { Project } from '../project.ts';
import { configuration, processes } from './files.ts';

// What the load makes is deleted at the end only.
const QUOTAS = { quota_volumes: -1, quota_snapshots: -1, quota_gigabytes: -1 };

const PYTHON = ['cinder-common', 'python3-cinder'];

export const cinder: Project = {
  name: 'cinder',
  needs: ['keystone'],
  units: [
    { name: 'cinder-scheduler', packages: ['cinder-scheduler', ...PYTHON], runsOn: ['controller'], memoryMiB: 130 },
    {
      name: 'cinder-api',
      packages: ['cinder-api', ...PYTHON],
      runsOn: ['controller'],
      api: { port: 8776, check: 'GET /', tellsRelease: false },
      memoryMiB: 260,
    },
    { name: 'cinder-volume', packages: ['cinder-volume', ...PYTHON], runsOn: ['controller'], memoryMiB: 160 },
  ],
  databases: { database: 'cinder' },
  catalogue: { type: 'volumev3', path: '/v3/%(project_id)s' },
  files: (site, { address, name }) => [
    configuration('/etc/cinder/cinder.conf', {
      DEFAULT: {
        transport_url: messagesUrl(site),
        my_ip: address,
        host: name,
        auth_strategy: 'keystone',
        enabled_backends: 'shared',
        ...QUOTAS,
        log_dir: '/var/log/cinder',
        state_path: '/var/lib/cinder',
      },
      // Containers have no block devices: this driver does all that one does, but for the bytes. All three are the same backend.
      shared: {
        volume_backend_name: 'shared',
        backend_host: 'cinder-volumes',
        volume_driver: 'cinder.tests.fake_driver.FakeLoggingVolumeDriver',
      },
      database: { connection: databaseUrl(site, 'cinder') },
      nova: account(site, 'nova'),
      ...common(site, 'cinder'),
    }),
    processes('cinder-api', 1, 8),
  ],
  // The quotas of its configuration are those that it had when its schema was made.
  schemas: [
    `env ${Object.entries(QUOTAS)
      .map(([name, value]) => `OS_DEFAULT__${name.toUpperCase()}=${value}`)
      .join(' ')} cinder-manage db sync`,
  ],
  // Each scheduler, and the one service of volumes that all three are.
  untilThere: (countOf) => ({
    shell: `until [ "$(runuser -u cinder -- cinder-manage service list 2>/dev/null | grep -cF ':-)')" -ge ${countOf('controller') + 1} ]; do sleep 1; done`,
  }),
  phases: {
    sync: 'with-release cinder {release} cinder-manage db sync',
    online: 'with-release cinder {release} cinder-manage db online_data_migrations',
  },
};
