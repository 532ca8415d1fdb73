import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startHaproxy } from '../../lab/haproxy/index.ts';
import { freePort } from '../../lab/testing/index.ts';

const ADDRESS = '127.79.0.1';

/** A HAProxy that answers by itself, with one thread: how fast is whoever asks it? */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
}

export async function startProxy(): Promise<Proxy> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'unbroken-bench-')));
  const port = await freePort(ADDRESS);
  const config = configFor(port, join(folder.path, 'admin.sock'));
  const { pid } = await startHaproxy({ folder: folder.path, config, environment: { PATH: process.env.PATH ?? '' } });
  // It outlives its parent by design, and is not to outlive a benchmark that is stopped.
  const end = () => void process.kill(-pid, 'SIGTERM');
  process.once('exit', end);
  stack.defer(() => endGroup(pid));
  stack.defer(() => void process.off('exit', end));
  return { url: `http://${ADDRESS}:${port}`, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

function configFor(port: number, adminSocket: string): string {
  return `global
  nbthread 1
  stats socket '${adminSocket}' mode 600 level admin
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend bench
  bind ${ADDRESS}:${port}
  http-request return status 200 content-type text/plain string ok hdr x-backend bench
`;
}

async function endGroup(pid: number): Promise<void> {
  process.kill(-pid, 'SIGTERM');
  const isThere = () => {
    try {
      return process.kill(-pid, 0);
    } catch {
      return false;
    }
  };
  while (isThere()) await delay(10);
}
