import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { LabError } from '../error.ts';
import type { Project, Site } from './project.ts';

/** What an operator makes through the API when a cloud is new: accounts of services, their addresses, something to boot from. */

export const OPERATOR = { user: 'admin', project: 'admin', flavor: '1', image: 'cirros' } as const;

export interface Api {
  /** The body of the answer; undefined where what is to be made is there. Throws unless it is one of these. */
  send(method: string, url: string, body?: unknown): Promise<unknown>;
  put(url: string, bytes: string): Promise<void>;
}

const CONFLICT = 409;
const Made = z.object({ id: z.string() });

export async function logIn(site: Site, signal: AbortSignal): Promise<Api> {
  const domain = { id: 'default' };
  const user = { name: OPERATOR.user, domain, password: site.secrets.operator };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: OPERATOR.project, domain } },
  };
  const ask = async (method: string, url: string, type: string, body: string | null, token?: string) => {
    const headers = { 'Content-Type': type, ...(token === undefined ? {} : { 'X-Auth-Token': token }) };
    const response = await reached(() => fetch(url, { method, signal, headers, body }), signal);
    if (response.ok || response.status === CONFLICT) return response;
    const said = (await response.text()).slice(0, 300);
    throw new LabError('process-failed', `${method} ${url} was answered with ${response.status}: ${said}`);
  };
  const url = `${site.url('keystone')}/v3/auth/tokens`;
  const answer = await ask('POST', url, JSON_TYPE, JSON.stringify({ auth }));
  await answer.arrayBuffer();
  const token = answer.headers.get('x-subject-token') ?? '';
  return {
    async send(method, to, body) {
      const response = await ask(method, to, JSON_TYPE, body === undefined ? null : JSON.stringify(body), token);
      const isJson = response.ok && response.headers.get('content-type')?.startsWith(JSON_TYPE);
      if (isJson) return response.json();
      await response.arrayBuffer();
      return undefined;
    },
    async put(to, bytes) {
      await (await ask('PUT', to, 'application/octet-stream', bytes, token)).arrayBuffer();
    },
  };
}

const JSON_TYPE = 'application/json';

/** The shared address may still be on its way from one load balancer to the other. What was made twice then is in conflict with itself, and there. */
async function reached(ask: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
  for (let left = 20; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || left === 0) throw error;
      await pause(500, undefined, { signal });
    }
  }
}

/** Accounts and addresses, which services need before they start. */
export async function register(site: Site, projects: readonly Project[], api: Api): Promise<void> {
  const base = `${site.url('keystone')}/v3`;
  const make = async (kind: string, wanted: { readonly name: string } & Record<string, unknown>): Promise<string> => {
    const made = await api.send('POST', `${base}/${kind}s`, { [kind]: wanted });
    if (made !== undefined) return z.object({ [kind]: Made }).parse(made)[kind]!.id;
    const known = await api.send('GET', `${base}/${kind}s?name=${wanted.name}`);
    return z.object({ [`${kind}s`]: z.array(Made).min(1) }).parse(known)[`${kind}s`]![0]!.id;
  };
  const project = await make('project', { name: 'service', domain_id: 'default' });
  const roles = [await make('role', { name: 'admin' }), await make('role', { name: 'service' })];
  await Promise.all(
    projects.map(async ({ name, catalogue }) => {
      if (!catalogue) return;
      const user = await make('user', { name, domain_id: 'default', password: site.secrets.services });
      for (const role of roles) await api.send('PUT', `${base}/projects/${project}/users/${user}/roles/${role}`);
      const service = await make('service', { name, type: catalogue.type });
      const url = `${site.url(name)}${catalogue.path}`;
      for (const kind of ['public', 'internal', 'admin'])
        await api.send('POST', `${base}/endpoints`, {
          endpoint: { service_id: service, interface: kind, url, region_id: 'RegionOne' },
        });
    }),
  );
}

/** Flavors and an image, so that servers can be booted. */
export async function furnish(site: Site, api: Api): Promise<void> {
  if (site.projects.includes('nova'))
    for (const [id, name, ram] of FLAVORS)
      await api.send('POST', `${site.url('nova')}/v2.1/flavors`, { flavor: { name, id, ram, vcpus: 1, disk: 1 } });
  if (!site.projects.includes('glance')) return;
  const images = `${site.url('glance')}/v2/images`;
  const { image: id } = site;
  const wanted = { id, name: OPERATOR.image, disk_format: 'raw', container_format: 'bare', visibility: 'public' };
  await api.send('POST', images, wanted);
  await api.put(`${images}/${id}/file`, 'no hypervisor looks into it\n');
}

/** Id, name, memory. */
const FLAVORS = [
  [OPERATOR.flavor, 'm1.tiny', 64],
  ['2', 'm1.small', 128],
] as const;
