import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../testing/index.ts';
import type { RuntimeApi } from './api.ts';
import { type ProxySpec, renderConfig } from './config.ts';
import { type LogReceiver, receiveLogs } from './log-receiver.ts';
import { openRuntimeApi } from './runtime.ts';
import { startHaproxy } from './start.ts';

export const FRONT = '127.78.0.9';
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/bin' };

/** A real HAProxy before two small services, `a` and `b`, for tests. */
export interface TestBench extends AsyncDisposable {
  readonly folder: string;
  readonly spec: ProxySpec;
  readonly api: RuntimeApi;
  readonly pid: number;
  readonly logFile: string;
  /** Requests that wait at a service until they are let go. */
  readonly held: Set<ServerResponse>;
  /** One request over a kept-alive connection; the server that HAProxy says has answered. */
  request(path?: string): Promise<{ status: number; server: string | undefined; port: number }>;
}

export async function startTestBench({ level = 'admin' } = {}): Promise<TestBench> {
  const stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'unbroken-haproxy-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const logFile = join(folder, 'haproxy.log');
  const logs = stack.use(await receiveLogs({ address: '127.78.0.1', file: logFile }));
  const held = new Set<ServerResponse>();
  const ports = await Promise.all(['127.78.0.2', '127.78.0.3'].map((address) => startService(stack, address, held)));
  const spec = await specFor(folder, logs, ports);
  const config = renderConfig(spec).replace('level admin', `level ${level}`);
  const { pid } = await startHaproxy({ folder, config, environment: ENVIRONMENT });
  stack.defer(() => endHaproxy(pid));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  stack.defer(() => agent.destroy());
  const port = spec.frontends[0]!.bind.port;
  return {
    folder,
    spec,
    api: openRuntimeApi('haproxy', spec.adminSocket),
    pid,
    logFile,
    held,
    async request(path = '/') {
      const [response] = (await once(get({ host: FRONT, port, path, agent }), 'response')) as [IncomingMessage];
      response.resume();
      const { localPort } = response.socket;
      await once(response, 'end');
      return { status: response.statusCode!, server: response.headers['x-backend'] as string, port: localPort! };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function startService(stack: AsyncDisposableStack, address: string, held: Set<ServerResponse>): Promise<number> {
  const service = createServer((request, response) => {
    // What a service must not be able to get through: to claim that it is another server.
    response.setHeader('X-Backend', ['liar', 'another']);
    if (request.url === '/held') held.add(response);
    else response.end('ok');
  });
  service.listen(0, address);
  await once(service, 'listening');
  stack.defer(async () => {
    service.closeAllConnections();
    service.close();
    await once(service, 'close');
  });
  return (service.address() as AddressInfo).port;
}

async function specFor(folder: string, logs: LogReceiver, [a, b]: readonly number[]): Promise<ProxySpec> {
  return {
    adminSocket: join(folder, 'admin.sock'),
    log: { address: '127.78.0.1', port: logs.port },
    frontends: [
      {
        name: 'vip',
        bind: { address: FRONT, port: await freePort(FRONT) },
        backend: 'api',
        check: 'GET /healthcheck',
        servers: [
          { name: 'a', address: '127.78.0.2', port: a! },
          { name: 'b', address: '127.78.0.3', port: b! },
        ],
      },
    ],
  };
}

export async function endHaproxy(pid: number): Promise<void> {
  process.kill(-pid, 'SIGTERM');
  while (await isRunning(pid)) await delay(10);
}

/** A zombie that init has not yet collected runs no more. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !/\) Z/.test(stat);
}
