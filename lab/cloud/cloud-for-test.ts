import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../testing/index.ts';
import { keystone } from './identity/index.ts';
import type { Access, CloudService, Unit } from './service.ts';

const PASSWORD = 'for this test';
const OLD = '2025.1';

/** Real programs of one project and of identity, each as on a node of its own, without SSH and load balancer. */
export async function startCloud(service: CloudService, nodeNames: readonly string[] = ['controller1']) {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  const databases = join(folder, 'databases');
  mkdirSync(databases);
  const running = new Map<string, ChildProcess>();
  stack.defer(async () => {
    await Promise.all([...running.keys()].map((key) => end(key, 'SIGKILL')));
  });

  const places = await Promise.all(
    nodeNames.map(async (host, index) => {
      const address = `127.0.0.${index + 1}`;
      const ports: Record<string, number> = {};
      for (const unit of [...keystone.units, ...service.units])
        if (unit.api) ports[unit.name] = await freePort(address);
      return { host, address, ports, root: join(folder, host) };
    }),
  );
  const place = (host: string) => places.find((candidate) => candidate.host === host)!;
  const url = (host: string, unit: string) => `http://${place(host).address}:${place(host).ports[unit]}`;
  const first = places[0]!;
  const access: Access = { endpoints: { keystone: url(first.host, 'keystone') }, password: PASSWORD };
  for (const project of [keystone, service])
    for (const { root, ...placement } of places) {
      mkdirSync(join(root, 'etc'), { recursive: true });
      const configuration = project.configuration({ ...placement, ...access, databases, guestAddresses: [] });
      writeFileSync(join(root, 'etc', `${project.name}.json`), JSON.stringify(configuration));
    }

  async function start(host: string, unitName: string, release = OLD): Promise<void> {
    const unit = [...keystone.units, ...service.units].find(({ name }) => name === unitName) as Unit;
    const ready = join(place(host).root, `${unitName}.ready`);
    rmSync(ready, { force: true });
    const child = spawn(process.execPath, [unit.program, release, place(host).root], {
      env: { ...process.env, READY_FILE: ready },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text) => (said += text));
    running.set(`${unitName}@${host}`, child);
    await expect
      .poll(() => existsSync(ready) || child.exitCode !== null, { intervals: [20], timeout: 30_000 })
      .toBe(true);
    if (!existsSync(ready)) throw new Error(`${unitName} ended while it started: ${said}`);
  }

  async function end(key: string, signal: NodeJS.Signals): Promise<void> {
    const child = running.get(key)!;
    running.delete(key);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  function tool(command: string, release: string, ...parameters: string[]) {
    return runProgram(service.tools[command]!, [release, first.root, ...parameters], {});
  }

  for (const project of [keystone, service]) {
    const { command, environment } = project.bootstrap!(access);
    const [name = '', ...parameters] = command;
    const result = await runProgram(project.tools[name]!, [OLD, first.root, ...parameters], environment);
    if (result.code !== 0) throw new Error(`${command.join(' ')} failed: ${result.stderr}`);
  }
  await start(first.host, 'keystone');
  const login = await logIn(access);
  const cloud = stack.move();

  return {
    databases,
    url,
    /** Of the administrator. */
    token: login.token,
    project: login.project,
    start,
    stop: (host: string, unit: string, signal: NodeJS.Signals = 'SIGTERM') => end(`${unit}@${host}`, signal),
    signal: (host: string, unit: string, signal: NodeJS.Signals) => running.get(`${unit}@${host}`)!.kill(signal),
    tool,
    /** Runs the phases of the new release's schema migration one after the other. */
    async phases(...names: string[]) {
      for (const name of names) {
        const [path = '', ...parameters] = service.phases[name]!.split(' ');
        const result = await tool(path.split('/').at(-1)!, '2026.1', ...parameters);
        if (result.code !== 0) throw new Error(`${name} failed: ${result.stderr}`);
      }
    },
    /** With the administrator's token. JSON goes out and comes in, unless it is something else. */
    async call(origin: string, request: string, body?: unknown, headers: Record<string, string> = {}) {
      const [method = '', path = ''] = request.split(' ');
      const raw = body instanceof Uint8Array;
      const response = await fetch(origin + path, {
        method,
        headers: {
          'x-auth-token': login.token,
          ...(raw && { 'content-type': 'application/octet-stream' }),
          ...headers,
        },
        body: body === undefined ? null : raw ? new Uint8Array(body) : JSON.stringify(body),
      });
      const text = await response.text();
      const json = response.headers.get('content-type') === 'application/json';
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    },
    [Symbol.asyncDispose]: () => cloud.disposeAsync(),
  };
}

function runProgram(file: string, parameters: readonly string[], environment: Readonly<Record<string, string>>) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; stdout: string; stderr: string }>();
  const env = { ...process.env, ...environment };
  const child = execFile(process.execPath, [file, ...parameters], { env }, (_error, stdout, stderr) =>
    resolve({ code: child.exitCode ?? -1, stdout, stderr }),
  );
  return promise;
}

async function logIn({ endpoints, password }: Access): Promise<{ token: string; project: string }> {
  const domain = { id: 'default' };
  const auth = {
    identity: { methods: ['password'], password: { user: { name: 'admin', domain, password } } },
    scope: { project: { name: 'admin', domain } },
  };
  const response = await fetch(`${endpoints.keystone}/v3/auth/tokens`, {
    method: 'POST',
    body: JSON.stringify({ auth }),
  });
  const { token } = (await response.json()) as { token: { project: { id: string } } };
  return { token: response.headers.get('x-subject-token')!, project: token.project.id };
}
