import { z } from 'zod';
import type { Call } from '../../http/index.ts';
import { type Agents, ROUTER_INTERFACE } from '../plugin/index.ts';
import type { Ports } from '../ports/index.ts';
import { conflict, missing, NeutronRefusal } from '../refusal.ts';
import type { Item, Store } from '../store/index.ts';
import { Described, Owner, Renamed } from './body.ts';
import { type AdmittedRoutes, ownerOf, scopeOf } from './caller.ts';
import { readRoutes } from './collection.ts';
import { expectBody } from './respond.ts';

const NewRouter = z.object({
  router: z.strictObject({
    ...Owner,
    ...Described,
    admin_state_up: z.boolean().default(true),
    // Ways out of the cloud are not part of this specimen.
    external_gateway_info: z.null().optional(),
  }),
});
const Changes = z.object({ router: z.strictObject({ ...Renamed, admin_state_up: z.boolean().optional() }) });
// An interface is made here; a port that is there already is not taken.
const NewInterface = z.strictObject({ subnet_id: z.string() });
const Interface = z.strictObject({ subnet_id: z.string().optional(), port_id: z.string().optional() });

export function routerRoutes(options: {
  readonly store: Store;
  readonly agents: Agents;
  readonly ports: Ports;
}): AdmittedRoutes {
  const { store, agents, ports } = options;

  const expectRouter = (call: Call, project: string | undefined): Item => {
    const { id = '' } = call.parameters;
    const router = store.find('router', id, project);
    if (!router) throw missing('router', id);
    return router;
  };
  const tell = (router: string) => {
    const host = agents.responsible('l3', router);
    if (host !== undefined) agents.notify('l3', host, router);
  };
  const interfacesOf = (router: string) =>
    store.list('port', { where: { device_id: [router], device_owner: [ROUTER_INTERFACE] } });
  const subnetOf = (port: Item) => (port.fixed_ips as readonly { readonly subnet_id: string }[])[0]?.subnet_id;
  const interfaceBody = (router: Item, port: Item) => ({
    id: router.id,
    tenant_id: router.tenant_id,
    project_id: router.project_id,
    network_id: port.network_id,
    port_id: port.id,
    subnet_id: subnetOf(port),
    subnet_ids: [subnetOf(port)],
    tags: [],
  });

  function wantedSubnet(call: Call, project: string | undefined): Item {
    const { subnet_id } = expectInterface(NewInterface, call);
    const subnet = store.find('subnet', subnet_id, project);
    if (!subnet) throw missing('subnet', subnet_id);
    if (subnet.gateway_ip === null) throw bad('Subnet for router interface must have a gateway IP');
    return subnet;
  }

  return {
    ...readRoutes(store, 'router', 'routers'),
    'POST /v2.0/routers': (call, caller) => {
      const wanted = expectBody(NewRouter, call.body).router;
      const id = store.add('router', { ...wanted, project_id: ownerOf(caller, wanted, 'create_router') });
      agents.schedule('l3', id);
      tell(id);
      return { status: 201, body: { router: store.find('router', id) } };
    },
    'PUT /v2.0/routers/{id}': (call, caller) => {
      const { router: changes } = expectBody(Changes, call.body);
      const { id } = expectRouter(call, scopeOf(caller));
      store.change('router', id, changes);
      tell(id);
      return { status: 200, body: { router: store.find('router', id) } };
    },
    'DELETE /v2.0/routers/{id}': (call, caller) => {
      const { id } = expectRouter(call, scopeOf(caller));
      if (interfacesOf(id).length > 0) throw conflict('RouterInUse', `Router ${id} still has ports`);
      const host = agents.responsible('l3', id);
      store.remove('router', id);
      if (host !== undefined) agents.notify('l3', host, id);
      return { status: 204 };
    },
    'PUT /v2.0/routers/{id}/add_router_interface': (call, caller) => {
      const router = expectRouter(call, scopeOf(caller));
      const subnet = wantedSubnet(call, scopeOf(caller));
      if (interfacesOf(router.id).some((port) => subnetOf(port) === subnet.id))
        throw bad(`Router already has a port on subnet ${subnet.id}`);
      const port = ports.create({
        network_id: String(subnet.network_id),
        project_id: String(router.project_id),
        fixed_ips: [{ subnet_id: subnet.id, ip_address: String(subnet.gateway_ip) }],
        device_id: router.id,
        device_owner: ROUTER_INTERFACE,
        'binding:host_id': agents.schedule('l3', router.id) ?? '',
      });
      tell(router.id);
      return { status: 200, body: interfaceBody(router, port) };
    },
    'PUT /v2.0/routers/{id}/remove_router_interface': (call, caller) => {
      const router = expectRouter(call, scopeOf(caller));
      const { subnet_id, port_id } = expectInterface(Interface, call);
      const port = interfacesOf(router.id).find(
        (candidate) => candidate.id === port_id || (subnet_id !== undefined && subnetOf(candidate) === subnet_id),
      );
      if (!port)
        throw new NeutronRefusal(
          404,
          'RouterInterfaceNotFound',
          `Router ${router.id} does not have an interface with id ${port_id ?? subnet_id}`,
        );
      ports.remove(port);
      tell(router.id);
      return { status: 200, body: interfaceBody(router, port) };
    },
  };
}

const bad = (message: string) => new NeutronRefusal(400, 'BadRequest', `Bad router request: ${message}.`);

function expectInterface<T>(schema: z.ZodType<T>, { body }: Call): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw bad(`expected subnet_id, got ${JSON.stringify(body) ?? 'nothing'}`);
}
