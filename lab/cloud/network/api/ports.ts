import { z } from 'zod';
import { parseAddress } from '../addresses.ts';
import { ROUTER_INTERFACE } from '../plugin/index.ts';
import type { Ports } from '../ports/index.ts';
import { conflict, missing } from '../refusal.ts';
import type { SecurityGroups } from '../security-groups.ts';
import type { Item, Store } from '../store/index.ts';
import { Described, Owner, Renamed } from './body.ts';
import { type AdmittedRoutes, ownerOf, scopeOf } from './caller.ts';
import { readRoutes } from './collection.ts';
import { expectBody } from './respond.ts';

const NewPort = z.object({
  port: z.strictObject({
    ...Owner,
    ...Described,
    network_id: z.string(),
    admin_state_up: z.boolean().default(true),
    mac_address: z
      .string()
      .regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/)
      .optional(),
    fixed_ips: z
      .array(
        z.strictObject({
          subnet_id: z.string().optional(),
          ip_address: z
            .string()
            .refine((text) => parseAddress(text) !== undefined, "expected an address, as '10.0.0.1'")
            .optional(),
        }),
      )
      .optional(),
    device_id: z.string().max(255).default(''),
    device_owner: z.string().max(255).default(''),
    security_groups: z.array(z.string()).optional(),
    'binding:host_id': z.string().default(''),
  }),
});
const Changes = z.object({
  port: z.strictObject({
    ...Renamed,
    admin_state_up: z.boolean().optional(),
    device_id: z.string().max(255).optional(),
    device_owner: z.string().max(255).optional(),
    security_groups: z.array(z.string()).optional(),
    'binding:host_id': z.string().optional(),
  }),
});

export function portRoutes(options: {
  readonly store: Store;
  readonly ports: Ports;
  readonly securityGroups: SecurityGroups;
}): AdmittedRoutes {
  const { store, ports, securityGroups } = options;

  const expectGroups = (groups: readonly string[], project: string | undefined) => {
    for (const id of groups) if (!store.find('security_group', id, project)) throw missing('security_group', id);
  };
  const expectPort = (id: string, project: string | undefined): Item => {
    const port = store.find('port', id, project);
    if (!port) throw missing('port', id);
    return port;
  };

  return {
    ...readRoutes(store, 'port', 'ports'),
    'POST /v2.0/ports': (call, caller) => {
      const wanted = expectBody(NewPort, call.body).port;
      const scope = scopeOf(caller);
      if (!store.find('network', wanted.network_id, scope)) throw missing('network', wanted.network_id);
      const project_id = ownerOf(caller, wanted, 'create_port');
      const security_groups = wanted.security_groups ?? securityGroups.usual(project_id, wanted.device_owner);
      expectGroups(security_groups, scope);
      return { status: 201, body: { port: ports.create({ ...wanted, project_id, security_groups }) } };
    },
    'PUT /v2.0/ports/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      const { port: changes } = expectBody(Changes, call.body);
      const port = expectPort(id, scopeOf(caller));
      expectGroups(changes.security_groups ?? [], scopeOf(caller));
      ports.change(port, changes);
      return { status: 200, body: { port: store.find('port', id) } };
    },
    'DELETE /v2.0/ports/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      const port = expectPort(id, scopeOf(caller));
      if (port.device_owner === ROUTER_INTERFACE)
        throw conflict(
          'ServicePortInUse',
          `Port ${id} cannot be deleted directly via the port API: has device owner ${ROUTER_INTERFACE}.`,
        );
      ports.remove(port);
      return { status: 204 };
    },
  };
}
