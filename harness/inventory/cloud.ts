import { Agent } from 'node:http';
import axios, { type AxiosResponse } from 'axios';
import { z } from 'zod';
import { InventoryError } from './error.ts';

const LIMIT_MS = 10_000;

const Login = z.object({ token: z.object({ project: z.object({ id: z.string() }) }) });

/** An administrator's view of the control plane. Logs in when it is first asked, and once. */
export interface Cloud {
  get(url: string): Promise<unknown>;
  /** Of the project that the administrator works in; some addresses contain it. */
  projectId(): Promise<string>;
}

export function makeCloud(options: {
  /** Without a version: `http://cloud:5000`. */
  readonly identityUrl: string;
  readonly user: string;
  readonly password: string;
  readonly project: string;
}): Cloud {
  const { identityUrl, user, password, project } = options;
  const domain = { id: 'default' };
  const auth = {
    identity: { methods: ['password'], password: { user: { name: user, domain, password } } },
    scope: { project: { name: project, domain } },
  };

  async function logIn(): Promise<{ token: string; projectId: string }> {
    const response = await ask('POST', `${identityUrl}/v3/auth/tokens`, {}, { auth });
    const token: unknown = response.headers['x-subject-token'];
    const body = Login.safeParse(response.data);
    if (typeof token !== 'string' || !body.success)
      throw new InventoryError('unreadable', `Expected a token for a project from ${identityUrl}, got another answer`);
    return { token, projectId: body.data.token.project.id };
  }

  let session: ReturnType<typeof logIn> | undefined;
  const login = () => (session ??= logIn());
  return {
    projectId: async () => (await login()).projectId,
    async get(url) {
      return (await ask('GET', url, { 'x-auth-token': (await login()).token })).data;
    },
  };
}

async function ask(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  data?: unknown,
): Promise<AxiosResponse<unknown>> {
  // Nothing is kept open: who looks at an inventory looks once.
  const httpAgent = new Agent({ keepAlive: false });
  try {
    const response = await axios.request<unknown>({
      method,
      url,
      headers,
      data,
      httpAgent,
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
  }
}
