import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { freePort } from '../../testing/index.ts';
import { keystone } from '../identity/index.ts';

export const PASSWORD = 'for this test';

/** The real daemon, behind something that counts requests and can do what load balancers and networks do. */
export async function startIdentity() {
  await using stack = new AsyncDisposableStack();
  const root = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  stack.defer(() => rmSync(root, { recursive: true }));
  const port = await freePort();
  const endpoints = { keystone: `http://127.0.0.1:${port}` };
  mkdirSync(join(root, 'etc'));
  writeFileSync(
    join(root, 'etc', 'keystone.json'),
    JSON.stringify(
      keystone.configuration({
        host: 'controller1',
        address: '127.0.0.1',
        ports: { keystone: port },
        databases: root,
        endpoints,
        password: PASSWORD,
        guestAddresses: [],
      }),
    ),
  );
  const { command, environment } = keystone.bootstrap!({ endpoints, password: PASSWORD });
  const [tool = '', ...parameters] = command;
  const env = { ...process.env, ...environment, READY_FILE: join(root, 'ready') };
  await promisify(execFile)(process.execPath, [keystone.tools[tool]!, '2025.1', root, ...parameters], { env });
  const daemon = spawn(process.execPath, [keystone.units[0]!.program, '2025.1', root], { env, stdio: 'ignore' });
  stack.defer(async () => {
    const exit = once(daemon, 'exit');
    daemon.kill();
    await exit;
  });
  await expect.poll(() => existsSync(env.READY_FILE)).toBe(true);

  const requests: string[] = [];
  const faults: Fault[] = [];
  const front = await startFront(endpoints.keystone, requests, faults);
  stack.defer(async () => {
    front.closeAllConnections();
    front.close();
  });
  const identity = stack.move();
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    /** Each request that arrived. */
    requests,
    /** What happens to the next requests, in order, instead of an answer of identity. */
    faults,
    login: (project: string | null = 'admin') => login(endpoints.keystone, project),
    async revoke(token: string) {
      const headers = { 'x-auth-token': token, 'x-subject-token': token };
      await fetch(`${endpoints.keystone}/v3/auth/tokens`, { method: 'DELETE', headers });
    },
    [Symbol.asyncDispose]: () => identity.disposeAsync(),
  };
}

/** No connection that lives, or an answer of the load balancer itself. */
type Fault = 'reset' | { readonly status: number };

async function startFront(target: string, requests: string[], faults: Fault[]): Promise<Server> {
  const front = createServer((incoming, response) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const fault = faults.shift();
    if (fault === 'reset') incoming.socket.destroy();
    else if (fault) response.writeHead(fault.status).end();
    else {
      const { method = 'GET', headers, url } = incoming;
      const onward = request(`${target}${url}`, { method, headers }, (answer) =>
        answer.pipe(response.writeHead(answer.statusCode!, answer.headers)),
      );
      incoming.pipe(onward);
    }
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  return front;
}

async function login(url: string, project: string | null): Promise<string> {
  const domain = { id: 'default' };
  const auth = {
    identity: { methods: ['password'], password: { user: { name: 'admin', domain, password: PASSWORD } } },
    ...(project === null ? {} : { scope: { project: { name: project, domain } } }),
  };
  const response = await fetch(`${url}/v3/auth/tokens`, { method: 'POST', body: JSON.stringify({ auth }) });
  await response.arrayBuffer();
  return response.headers.get('x-subject-token')!;
}
