import { join } from 'node:path';
import type { CloudService } from '../service.ts';
import type { Configuration } from './configuration.ts';

/** A specimen of OpenStack's Identity service: the calls that clients make all day, in two releases. */
export const keystone: CloudService = {
  name: 'keystone',
  units: [
    {
      name: 'keystone',
      program: join(import.meta.dirname, 'keystone.ts'),
      runsOn: ['controller'],
      api: { port: 5000, check: 'GET /healthcheck' },
    },
  ],
  tools: { 'keystone-manage': join(import.meta.dirname, 'keystone-manage.ts') },
  phases: {
    expand: 'keystone-manage db_sync --expand',
    migrate: 'keystone-manage db_sync --migrate',
    contract: 'keystone-manage db_sync --contract',
  },
  configuration: ({ address, ports, databases }): Configuration => ({
    listen: { address, port: ports.keystone! },
    database: join(databases, 'keystone.db'),
    token: { lifetimeSeconds: 3600 },
  }),
  // By the environment: a command line is there for everybody to read.
  bootstrap: ({ endpoints, password }) => ({
    command: ['keystone-manage', 'bootstrap'],
    environment: {
      OS_BOOTSTRAP_PASSWORD: password,
      OS_BOOTSTRAP_PUBLIC_URL: `${endpoints.keystone}/v3`,
      OS_BOOTSTRAP_ENDPOINTS: JSON.stringify(endpoints),
    },
  }),
  credentials: ({ password }) => ({ user: 'admin', password, project: 'admin' }),
};
