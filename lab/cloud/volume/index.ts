import { join } from 'node:path';
import type { CloudService } from '../service.ts';
import type { Configuration } from './configuration.ts';

/** A specimen of OpenStack's Block Storage service: volumes and attachments without disks, in two releases. */
export const cinder: CloudService = {
  name: 'cinder',
  units: [
    {
      name: 'cinder-api',
      program: join(import.meta.dirname, 'cinder-api.ts'),
      runsOn: ['controller'],
      api: { port: 8776, check: 'GET /' },
    },
    { name: 'cinder-scheduler', program: join(import.meta.dirname, 'cinder-scheduler.ts'), runsOn: ['controller'] },
    { name: 'cinder-volume', program: join(import.meta.dirname, 'cinder-volume.ts'), runsOn: ['controller'] },
  ],
  tools: {
    'cinder-manage': join(import.meta.dirname, 'cinder-manage.ts'),
    'cinder-status': join(import.meta.dirname, 'cinder-status.ts'),
  },
  phases: {
    sync: 'opt/cinder-api/{release}/bin/cinder-manage db sync',
    online: 'opt/cinder-api/{release}/bin/cinder-manage db online_data_migrations',
  },
  configuration: ({ host, address, ports, databases, endpoints, password }): Configuration => ({
    host,
    listen: { address, port: ports['cinder-api']! },
    database: join(databases, 'cinder.db'),
    messages: join(databases, 'cinder-messages.db'),
    rollcall: join(databases, 'cinder-rollcall.db'),
    backend: 'lab@lvm',
    identity: { identityUrl: endpoints.keystone!, user: 'cinder', password },
  }),
  bootstrap: () => ({ command: ['cinder-manage', 'db', 'sync'], environment: {} }),
  credentials: ({ password }) => ({ user: 'admin', password, project: 'admin' }),
};
