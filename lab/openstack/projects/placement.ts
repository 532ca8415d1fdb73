import { common, databaseUrl } from '../configuration.ts';
import type { Project } from '../project.ts';
import { configuration, processes } from './files.ts';

export const placement: Project = {
  name: 'placement',
  needs: ['keystone'],
  units: [
    {
      name: 'placement-api',
      packages: ['placement-api', 'placement-common', 'python3-placement'],
      runsOn: ['controller'],
      api: { port: 8778, check: 'GET /', tellsRelease: false },
      memoryMiB: 110,
    },
  ],
  databases: { placement_database: 'placement' },
  catalogue: { type: 'placement', path: '' },
  files: (site) => [
    configuration('/etc/placement/placement.conf', {
      placement_database: { connection: databaseUrl(site, 'placement') },
      ...common(site, 'placement'),
    }),
    processes('placement-api', 1, 8),
  ],
  schemas: ['placement-manage db sync'],
  phases: { sync: 'with-release placement {release} placement-manage db sync' },
};
