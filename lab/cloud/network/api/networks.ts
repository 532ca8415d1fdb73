import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { type Agents, DHCP_PORT } from '../plugin/index.ts';
import { conflict, missing } from '../refusal.ts';
import type { Store } from '../store/index.ts';
import { Described, Owner, Renamed } from './body.ts';
import { type AdmittedRoutes, ownerOf, scopeOf } from './caller.ts';
import { readRoutes } from './collection.ts';
import { expectBody } from './respond.ts';

const NewNetwork = z.object({
  network: z.strictObject({
    ...Owner,
    ...Described,
    admin_state_up: z.boolean().default(true),
    shared: z.boolean().default(false),
    'router:external': z.boolean().default(false),
    port_security_enabled: z.literal(true).optional(),
  }),
});
const Changes = z.object({
  network: z.strictObject({ ...Renamed, admin_state_up: z.boolean().optional(), shared: z.boolean().optional() }),
});

export function networkRoutes(options: {
  readonly database: Database;
  readonly store: Store;
  readonly agents: Agents;
}): AdmittedRoutes {
  const { database, store, agents } = options;

  // What DHCP has there goes with it; anybody else's port is in the way.
  function remove(id: string): void {
    const { ports, server } = database.transaction(() => {
      const where = { network_id: [id] };
      const used = `SELECT 1 FROM port WHERE network_id = :id AND device_owner <> '${DHCP_PORT}'`;
      if (database.first(used, { id }))
        throw conflict(
          'NetworkInUse',
          `Unable to complete operation on network ${id}. There are one or more ports still in use on the network.`,
        );
      const found = { ports: store.list('port', { where }), server: agents.responsible('dhcp', id) };
      store.remove('network', id);
      return found;
    });
    for (const port of ports) agents.notify('l2', String(port['binding:host_id']), port.id);
    if (server !== undefined) agents.notify('dhcp', server, id);
  }

  return {
    ...readRoutes(store, 'network', 'networks'),
    'POST /v2.0/networks': (call, caller) => {
      const wanted = expectBody(NewNetwork, call.body).network;
      const id = store.add('network', { ...wanted, project_id: ownerOf(caller, wanted, 'create_network') });
      return { status: 201, body: { network: store.find('network', id) } };
    },
    'PUT /v2.0/networks/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      const { network: changes } = expectBody(Changes, call.body);
      if (!store.find('network', id, scopeOf(caller))) throw missing('network', id);
      store.change('network', id, changes);
      return { status: 200, body: { network: store.find('network', id) } };
    },
    'DELETE /v2.0/networks/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      if (!store.find('network', id, scopeOf(caller))) throw missing('network', id);
      remove(id);
      return { status: 204 };
    },
  };
}
