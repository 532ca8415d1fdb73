import { LabError } from '../error.ts';
import type { Project, Site } from './project.ts';

/** What an operator makes through the API when a cloud is new: accounts of services, their addresses, something to boot from. */

export const OPERATOR = { user: 'admin', project: 'admin', flavor: '1', image: 'cirros' } as const;

type Json = Record<string, unknown>;

export interface Api {
  /** Throws unless it is a success, or what is to be made is there. */
  send(method: string, url: string, body?: unknown, type?: string): Promise<Json>;
}

export async function logIn(site: Site, signal: AbortSignal): Promise<Api> {
  const base = `${site.url('keystone')}/v3`;
  const domain = { id: 'default' };
  const user = { name: OPERATOR.user, domain, password: site.secrets.operator };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: OPERATOR.project, domain } },
  };
  const { headers } = await ask('POST', `${base}/auth/tokens`, {
    body: JSON.stringify({ auth }),
    signal,
    headers: JSON_TYPE,
  });
  const token = headers.get('x-subject-token') ?? '';
  return {
    async send(method, url, body, type) {
      const { text } = await ask(method, url, {
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        signal,
        headers: { 'X-Auth-Token': token, ...(type === undefined ? JSON_TYPE : { 'Content-Type': type }) },
      });
      return text === '' ? {} : (JSON.parse(text) as Json);
    },
  };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const CONFLICT = 409;

async function ask(method: string, url: string, given: RequestInit): Promise<{ headers: Headers; text: string }> {
  const response = await fetch(url, { method, ...given });
  const text = await response.text();
  if (!response.ok && response.status !== CONFLICT)
    throw new LabError(
      'process-failed',
      `${method} ${url} was answered with ${response.status}: ${text.slice(0, 300)}`,
    );
  return { headers: response.headers, text: response.ok ? text : '' };
}

/** Accounts and addresses, which services need before they start. */
export async function register(site: Site, projects: readonly Project[], api: Api): Promise<void> {
  const base = `${site.url('keystone')}/v3`;
  const made = async (path: string, kind: string, body: Json): Promise<string> => {
    const answer = await api.send('POST', `${base}/${path}`, { [kind]: body });
    if (kind in answer) return (answer[kind] as { id: string }).id;
    const known = await api.send('GET', `${base}/${path}?name=${String(body.name)}`);
    return (known[path] as { id: string }[])[0]!.id;
  };
  const project = await made('projects', 'project', { name: 'service', domain_id: 'default' });
  const [admin, service] = [
    await made('roles', 'role', { name: 'admin' }),
    await made('roles', 'role', { name: 'service' }),
  ];
  await Promise.all(
    projects.map(async ({ name, catalogue }) => {
      if (!catalogue) return;
      const user = await made('users', 'user', { name, domain_id: 'default', password: site.secrets.services });
      for (const role of [admin, service])
        await api.send('PUT', `${base}/projects/${project}/users/${user}/roles/${role}`);
      const id = await made('services', 'service', { name, type: catalogue.type });
      for (const kind of ['public', 'internal', 'admin'])
        await api.send('POST', `${base}/endpoints`, {
          endpoint: {
            service_id: id,
            interface: kind,
            url: `${site.url(name)}${catalogue.path}`,
            region_id: 'RegionOne',
          },
        });
    }),
  );
}

/** A flavor and an image, so that servers can be booted. Returns the image's id. */
export async function furnish(site: Site, api: Api): Promise<string | undefined> {
  if (site.projects.includes('nova'))
    await api.send('POST', `${site.url('nova')}/v2.1/flavors`, {
      flavor: { name: 'm1.tiny', id: OPERATOR.flavor, ram: 64, vcpus: 1, disk: 1 },
    });
  if (!site.projects.includes('glance')) return undefined;
  const images = `${site.url('glance')}/v2/images`;
  const wanted = { name: OPERATOR.image, disk_format: 'raw', container_format: 'bare', visibility: 'public' };
  const { id } = (await api.send('POST', images, wanted)) as { id: string };
  await api.send('PUT', `${images}/${id}/file`, 'no hypervisor looks into it\n', 'application/octet-stream');
  return id;
}
