import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, Refusal } from '../../http/index.ts';
import { statusOf, VM_STATES } from '../life.ts';
import { CONDUCTOR } from '../rpc/index.ts';
import type { Site } from '../site.ts';
import { type Instance, nameFilter } from '../store/index.ts';
import type { Asked, AskedRoutes } from './asked.ts';
import { readNewServer } from './new-server.ts';
import { ownedServer } from './owned.ts';
import { expectBody, noInstance } from './respond.ts';
import { briefServer, linksOf, serverBody } from './server-body.ts';

const MOST = 1_000;

const Changes = z.object({
  server: z.object({
    name: z.string().trim().min(1).max(255).optional(),
    description: z.string().max(255).nullable().optional(),
  }),
});

export function serverRoutes(site: Site): AskedRoutes {
  const { instances, actions, bus, compute, rollcall } = site;

  function find(asked: Asked): { readonly servers: Instance[]; readonly limit: number } {
    const { query, caller } = asked;
    const everybody = query.has('all_tenants') && caller.roles.includes('admin');
    const name = query.get('name');
    const expression = name === null ? undefined : nameFilter(name);
    if (name !== null && !expression) throw new Refusal(400, `Invalid input received: Invalid regex ${name}`);
    const limit = Math.min(readLimit(query.get('limit')), MOST);
    const status = query.get('status')?.toUpperCase();
    const vmState = VM_STATES.find((state) => statusOf(state, null) === status);
    if (status !== undefined && !vmState) return { servers: [], limit };
    const host = caller.roles.includes('admin') ? (query.get('host') ?? undefined) : undefined;
    const projectId = everybody ? null : caller.projectId;
    return {
      limit,
      servers: instances.list({ projectId, name: expression, vmState, host, before: readMarker(asked), limit }),
    };
  }

  function readMarker({ query }: Asked): number | undefined {
    const marker = query.get('marker');
    if (marker === null) return undefined;
    const instance = instances.find(marker);
    if (!instance) throw new Refusal(400, `marker [${marker}] not found`);
    return instance.number;
  }

  const list =
    (body: (asked: Asked, instance: Instance) => unknown) =>
    (asked: Asked): Answer => {
      const { servers, limit } = find(asked);
      const last = servers.at(-1);
      // As in nova: a full page says that there is more, whether there is or not.
      const next = new URLSearchParams(asked.query);
      if (last) next.set('marker', last.id);
      const links = last && servers.length === limit && [{ rel: 'next', href: `${asked.origin}${asked.path}?${next}` }];
      return {
        status: 200,
        body: { servers: servers.map((server) => body(asked, server)), ...(links && { servers_links: links }) },
      };
    };

  function remember({ requestId, caller }: Asked, instanceId: string, action: string): void {
    actions.add({ requestId, instanceId, action, userId: caller.userId, projectId: caller.projectId });
  }

  return {
    'GET /v2.1/servers': list(briefServer),
    'GET /v2.1/servers/detail': list(serverBody),
    'POST /v2.1/servers': (asked) => {
      const { origin, requestId } = asked;
      const instance = readNewServer(site, asked, randomUUID());
      const { id } = instance;
      instances.transaction(() => {
        instances.add(instance);
        remember(asked, id, 'create');
      });
      bus.cast(CONDUCTOR.topic, 'build_instances', CONDUCTOR.version, { requestId, instanceId: id });
      const server = {
        id,
        links: linksOf(origin, `servers/${id}`),
        'OS-DCF:diskConfig': 'AUTO',
        adminPass: newPassword(),
        security_groups: instance.securityGroups.map((name) => ({ name })),
      };
      return { status: 202, headers: { location: `${origin}/v2.1/servers/${id}` }, body: { server } };
    },
    'GET /v2.1/servers/{server}': (asked) => ({
      status: 200,
      body: { server: serverBody(asked, ownedServer(instances, asked)) },
    }),
    'PUT /v2.1/servers/{server}': (asked) => {
      const { id } = ownedServer(instances, asked);
      const { name, description } = expectBody(Changes, asked.body).server;
      if (name !== undefined) instances.rename(id, name);
      if (description !== undefined && asked.minor >= 19) instances.describe(id, description);
      return { status: 200, body: { server: serverBody(asked, ownedServer(instances, asked)) } };
    },
    'DELETE /v2.1/servers/{server}': (asked) => {
      const { id } = ownedServer(instances, asked);
      const host = instances.transaction(() => {
        const instance = instances.find(id);
        if (!instance) throw noInstance(id);
        remember(asked, id, 'delete');
        const served = rollcall.list().some((each) => isComputeOf(instance.host, each) && each.up);
        // A server that is nowhere, or whose host is down, is gone at once; nova-compute clears up when it is back.
        if (served) instances.deleting(id);
        else instances.remove(id);
        return served ? instance.host : null;
      });
      if (host !== null) compute.cast(host, 'terminate_instance', { requestId: asked.requestId, instanceId: id });
      return { status: 204 };
    },
  };
}

const isComputeOf = (host: string | null, service: { readonly binary: string; readonly host: string }) =>
  service.binary === 'nova-compute' && service.host === host;

export const newPassword = () => randomUUID().replaceAll('-', '').slice(0, 12);

function readLimit(text: string | null): number {
  if (text === null) return MOST;
  if (/^\d{1,9}$/.test(text)) return Number(text) || MOST;
  throw new Refusal(400, `Invalid input for query parameters limit. '${text}' is not a non-negative integer`);
}
