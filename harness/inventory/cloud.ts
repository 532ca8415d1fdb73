import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import axios, { type AxiosResponse } from 'axios';
import { z } from 'zod';
import type { CatalogueEntry } from '../../lab/index.ts';
import { InventoryError } from './error.ts';

const LIMIT_MS = 10_000;

const Endpoint = z.object({
  interface: z.string(),
  region_id: z.string().nullish(),
  url: z.url({ protocol: /^https?$/ }),
});
const Login = z.object({
  token: z.object({
    project: z.object({ id: z.string() }),
    catalog: z.array(z.object({ name: z.string(), type: z.string(), endpoints: z.array(Endpoint) })).default([]),
  }),
});

/** An administrator's view of the control plane. Logs in when it is first asked, and once. */
export interface Cloud {
  get(url: string): Promise<unknown>;
  /** Of the project that the administrator works in; some addresses contain it. */
  projectId(): Promise<string>;
  /** Where services are, as it is told to users; of one region, if that is named. */
  catalogue(region?: string): Promise<CatalogueEntry[]>;
}

export function makeCloud(options: {
  /** Without a version: `http://cloud:5000`. */
  readonly identityUrl: string;
  readonly user: string;
  readonly password: string;
  readonly project: string;
  /** By name. */
  readonly userDomain?: string | undefined;
  readonly projectDomain?: string | undefined;
  /** PEM file of the authorities to trust instead of the system's. */
  readonly authorities?: string | undefined;
}): Cloud {
  const { identityUrl, user, password, project, authorities } = options;
  const domain = (name: string | undefined) => (name === undefined ? { id: 'default' } : { name });
  const auth = {
    identity: {
      methods: ['password'],
      password: { user: { name: user, domain: domain(options.userDomain), password } },
    },
    scope: { project: { name: project, domain: domain(options.projectDomain) } },
  };

  async function logIn() {
    const response = await ask('POST', `${identityUrl}/v3/auth/tokens`, {}, { authorities, data: { auth } });
    const token: unknown = response.headers['x-subject-token'];
    const body = Login.safeParse(response.data);
    if (typeof token !== 'string' || !body.success)
      throw new InventoryError('unreadable', `Expected a token for a project from ${identityUrl}, got another answer`);
    const { project: its, catalog } = body.data.token;
    return { token, projectId: its.id, catalog };
  }

  let session: ReturnType<typeof logIn> | undefined;
  const login = () => (session ??= logIn());
  return {
    projectId: async () => (await login()).projectId,
    async get(url) {
      return (await ask('GET', url, { 'x-auth-token': (await login()).token }, { authorities })).data;
    },
    async catalogue(region) {
      return (await login()).catalog.flatMap(({ name, type, endpoints }) =>
        endpoints
          .filter(({ region_id }) => region === undefined || region_id === region)
          .map(({ interface: face, url }) => ({ name, type, interface: face, url })),
      );
    },
  };
}

async function ask(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  { authorities, data }: { readonly authorities?: string | undefined; readonly data?: unknown },
): Promise<AxiosResponse<unknown>> {
  // Nothing is kept open: who looks at an inventory looks once.
  const httpAgent = new Agent({ keepAlive: false });
  const httpsAgent = new TlsAgent({
    keepAlive: false,
    ...(authorities === undefined ? {} : { ca: readFileSync(authorities) }),
  });
  try {
    const response = await axios.request<unknown>({
      method,
      url,
      headers,
      data,
      httpAgent,
      httpsAgent,
      proxy: false,
      maxRedirects: 0,
      timeout: LIMIT_MS,
      validateStatus: () => true,
    });
    if (response.status < 300) return response;
    throw new InventoryError('refused', `Expected 200 from ${method} ${url}, got ${response.status}`);
  } catch (error) {
    if (error instanceof InventoryError) throw error;
    throw new InventoryError('unreachable', `No answer to ${method} ${url}: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    httpAgent.destroy();
    httpsAgent.destroy();
  }
}
