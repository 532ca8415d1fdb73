import { common, databaseUrl } from '../configuration.ts';
import type { Project } from '../project.ts';
import { configuration, processes } from './files.ts';

export const glance: Project = {
  name: 'glance',
  needs: ['keystone'],
  units: [
    {
      name: 'glance-api',
      packages: ['glance-api', 'glance-common', 'python3-glance'],
      // Debian's new one breaks the library of the new neutron: the two cannot be on one host.
      runsOn: ['image'],
      api: { port: 9292, check: 'GET /healthcheck', tellsRelease: false },
      memoryMiB: 180,
    },
  ],
  databases: { database: 'glance' },
  catalogue: { type: 'image', path: '' },
  files: (site, { address }) => [
    configuration('/etc/glance/glance-api.conf', {
      DEFAULT: {
        enabled_backends: 'shared:file',
        worker_self_reference_url: `http://${address}:9292`,
        workers: 2,
        enabled_import_methods: '[glance-direct]',
      },
      database: { connection: databaseUrl(site, 'glance') },
      glance_store: { default_backend: 'shared' },
      shared: { filesystem_store_datadir: '/srv/shared/glance/images' },
      os_glance_staging_store: { filesystem_store_datadir: '/srv/shared/glance/staging' },
      os_glance_tasks_store: { filesystem_store_datadir: '/srv/shared/glance/tasks' },
      paste_deploy: { flavor: 'keystone' },
      ...common(site, 'glance'),
    }),
    processes('glance-api', 2, 4),
  ],
  schemas: ['glance-manage db_sync'],
  phases: {
    expand: 'with-release glance {release} glance-manage db expand',
    migrate: 'with-release glance {release} glance-manage db migrate',
    contract: 'with-release glance {release} glance-manage db contract',
  },
};
