import { join } from 'node:path';
import type { CloudService, Role } from '../service.ts';
import type { Configuration } from './configuration.ts';

export { GUEST_LOGIN } from './guest/index.ts';

const program = (name: string) => join(import.meta.dirname, `${name}.ts`);
const unit = (name: string, role: Role) => ({ name, program: program(name), runsOn: [role] });

/** A specimen of OpenStack's Compute service: processes that reach each other by messages, in two releases. */
export const nova: CloudService = {
  name: 'nova',
  units: [
    { ...unit('nova-api', 'controller'), api: { port: 8774, check: 'GET /' } },
    unit('nova-conductor', 'controller'),
    unit('nova-scheduler', 'controller'),
    unit('nova-consoleauth', 'controller'),
    unit('nova-compute', 'compute'),
  ],
  tools: { 'nova-manage': program('nova-manage'), 'nova-status': program('nova-status') },
  // By path: the code that runs them is there, but not installed yet.
  phases: {
    api_db: 'opt/nova-api/{release}/bin/nova-manage api_db sync',
    sync: 'opt/nova-api/{release}/bin/nova-manage db sync',
    online: 'opt/nova-api/{release}/bin/nova-manage db online_data_migrations',
    check: 'opt/nova-api/{release}/bin/nova-status upgrade check',
    // Before anything is restarted a warning is as it should be: nova-compute is still of the release before.
    readiness: 'opt/nova-api/{release}/bin/nova-status upgrade check || test $? -eq 1',
  },
  configuration: ({ host, address, ports, databases, endpoints, password, guestAddresses }): Configuration => ({
    host,
    address,
    port: ports['nova-api'] ?? null,
    databases,
    identityUrl: endpoints.keystone ?? '',
    user: 'nova',
    password,
    upgrade_levels: { compute: 'auto' },
    guestAddresses: [...guestAddresses],
    gracefulSeconds: 5,
  }),
  bootstrap: () => ({ command: ['nova-manage', 'bootstrap'], environment: {} }),
  credentials: ({ password }) => ({ user: 'admin', password, project: 'admin', flavor: '1', image: 'cirros' }),
};
