import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { LabDescription } from '../description.ts';
import { openLab } from '../open.ts';
import { destroyLocalLab } from './destroy.ts';
import { type LocalLabOptions, provisionLocalLab } from './provision.ts';
import { labFolder } from './registry.ts';

let made = 0;

export function newLabId(): string {
  made += 1;
  return `test-${process.pid}-${made}`;
}

/** A lab of identity alone, if not said otherwise, that is taken down with the test. Connected to. */
export async function labForTest(options: Partial<LocalLabOptions> = {}) {
  const id = newLabId();
  const description = await provisionLocalLab({ id, controllers: 2, projects: [], ...options });
  try {
    const lab = await openLab(description);
    const keystone = description.services.keystone!;
    return {
      id,
      description,
      folder: labFolder(id),
      nodes: lab.nodes,
      keystone,
      /** Through the load balancer. */
      keystoneUrl: keystone.frontend!.url,
      /** Straight to keystone on a controller, by its number from 1. */
      keystoneUrlOn: (controller: number) => keystone.members[`controller${controller}`]!.url!,
      balancer: lab.balancers.get('lb1')!,
      balancers: lab.balancers,
      /** Runs a command on a controller, by its number from 1. */
      on: (controller: number, command: string) =>
        lab.nodes.get(`controller${controller}`)!.run(command, { timeoutMs: 20_000 }),
      async [Symbol.asyncDispose]() {
        await lab[Symbol.asyncDispose]();
        await destroyLocalLab(id);
      },
    };
  } catch (error) {
    await destroyLocalLab(id);
    throw error;
  }
}

/** Whatever of a lab is still there, found in another way than the code under test finds it. */
export function remainsOf(id: string): string[] {
  const folder = labFolder(id);
  const processes = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid))
    .filter((pid) => worksIn(pid, folder))
    .map((pid) => `process ${pid}`);
  return existsSync(folder) ? [...processes, folder] : processes;
}

function worksIn(pid: string, folder: string): boolean {
  try {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`)) return true;
    const place = readlinkSync(`/proc/${pid}/cwd`);
    return place === folder || place.startsWith(`${folder}/`);
  } catch {
    return false;
  }
}

/** Keystone's calls, at any address: through the load balancer or straight to a node. */
export function identityClient({ services }: LabDescription) {
  const { user, password, project } = services.keystone!.credentials;
  const domain = { id: 'default' };
  const auth = {
    identity: { methods: ['password'], password: { user: { name: user, domain, password } } },
    scope: { project: { name: project, domain } },
  };
  return {
    issue: async (url: string) => {
      const response = await fetch(`${url}/v3/auth/tokens`, { method: 'POST', body: JSON.stringify({ auth }) });
      await response.arrayBuffer();
      return { status: response.status, token: response.headers.get('x-subject-token') ?? '' };
    },
    validate: async (url: string, token: string) => {
      const headers = { 'x-auth-token': token, 'x-subject-token': token };
      const response = await fetch(`${url}/v3/auth/tokens`, { headers });
      await response.arrayBuffer();
      return response.status;
    },
    version: async (url: string): Promise<{ id: string; server: string | null }> => {
      const response = await fetch(`${url}/v3`);
      const body = (await response.json()) as { version: { id: string } };
      return { id: body.version.id, server: response.headers.get('x-backend') };
    },
  };
}
