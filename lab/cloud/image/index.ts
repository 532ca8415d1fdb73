import { join } from 'node:path';
import type { CloudService } from '../service.ts';
import type { Configuration } from './configuration.ts';

/** A specimen of OpenStack's Image service: images with real data, uploaded at once or imported, in two releases. */
export const glance: CloudService = {
  name: 'glance',
  units: [
    {
      name: 'glance-api',
      program: join(import.meta.dirname, 'glance-api.ts'),
      runsOn: ['controller'],
      api: { port: 9292, check: 'GET /healthcheck' },
    },
    { name: 'glance-registry', program: join(import.meta.dirname, 'glance-registry.ts'), runsOn: ['controller'] },
  ],
  tools: { 'glance-manage': join(import.meta.dirname, 'glance-manage.ts') },
  phases: {
    expand: 'opt/glance-api/{release}/bin/glance-manage db expand',
    migrate: 'opt/glance-api/{release}/bin/glance-manage db migrate',
    contract: 'opt/glance-api/{release}/bin/glance-manage db contract',
  },
  configuration: ({ host, address, ports, databases, endpoints, password }): Configuration => ({
    host,
    listen: { address, port: ports['glance-api']! },
    database: join(databases, 'glance.db'),
    messages: join(databases, 'glance-messages.db'),
    store: join(databases, 'glance-images'),
    identity: { identityUrl: endpoints.keystone!, user: 'glance', password },
  }),
  bootstrap: () => ({ command: ['glance-manage', 'db', 'sync'], environment: {} }),
  credentials: ({ password }) => ({ user: 'admin', password, project: 'admin' }),
};
