import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startCloud } from '../cloud-for-test.ts';
import type { Configuration } from './configuration.ts';
import { makeGuests } from './guest/index.ts';
import { nova } from './index.ts';

const CONTROL = ['nova-conductor', 'nova-scheduler', 'nova-consoleauth', 'nova-api'];
const NODES = ['controller1', 'compute1', 'compute2'] as const;
const OLD = '2025.1';
/** The limit is for machines that are busy with something else. */
const SOON = { intervals: [10], timeout: 20_000 };

export type Server = Record<string, unknown> & { id: string; status: string };

/** Nova's real programs on one controller and up to two compute nodes, and what a test does with them. */
export async function startNova(options: { readonly computes?: 1 | 2; readonly graceful?: number } = {}) {
  await using stack = new AsyncDisposableStack();
  const cloud = stack.use(await startCloud(nova, NODES));
  const folder = join(cloud.databases, '..');

  /** Takes effect at the next start. */
  function configure(host: string, change: Partial<Configuration>): void {
    const file = join(folder, host, 'etc', 'nova.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
  }

  // A guest outlives everything, a failed test too.
  stack.defer(async () => {
    for (const host of NODES) {
      const guests = makeGuests(join(folder, host, 'var', 'guests'));
      for (const id of guests.ids()) await guests.remove(id);
    }
  });
  const computes = NODES.slice(1, 1 + (options.computes ?? 1));
  for (const host of NODES) configure(host, { gracefulSeconds: options.graceful ?? 5 });
  for (const [index, host] of computes.entries()) {
    // Apart for each run, for a guest of a run that was killed may still be there.
    const block = `127.${88 + (process.pid % 100)}.${index + 1}`;
    configure(host, { guestAddresses: [1, 2, 3].map((tail) => `${block}.${tail}`) });
  }
  await Promise.all([
    ...CONTROL.map((unit) => cloud.start('controller1', unit, OLD)),
    ...computes.map((host) => cloud.start(host, 'nova-compute', OLD)),
  ]);
  const api = cloud.url('controller1', 'nova-api');

  const call = (request: string, body?: unknown, version = '2.96') =>
    cloud.call(api, request, body, { 'openstack-api-version': `compute ${version}` });

  async function create(name: string, more: object = {}): Promise<string> {
    const server = { name, flavorRef: '42', imageRef: 'cirros', networks: 'none', ...more };
    const created = await call('POST /v2.1/servers', { server });
    expect(created).toMatchObject({ status: 202 });
    return created.body.server.id;
  }
  const show = async (id: string): Promise<Server> => (await call(`GET /v2.1/servers/${id}`)).body.server;
  const status = (id: string, wanted: string) => expect.poll(async () => (await show(id)).status, SOON).toBe(wanted);
  const booted = async (name: string, more?: object) => {
    const id = await create(name, more);
    await status(id, 'ACTIVE');
    return id;
  };
  const act = async (id: string, action: object) => {
    const answer = await call(`POST /v2.1/servers/${id}/action`, action);
    expect([200, 202]).toContain(answer.status);
    return answer;
  };
  /** In the hands of nova-compute, or through them already. */
  const arrived = (id: string) =>
    expect.poll(async () => (await show(id))['OS-EXT-STS:task_state'], SOON).not.toBe('scheduling');
  const gone = (id: string) => expect.poll(async () => (await call(`GET /v2.1/servers/${id}`)).status, SOON).toBe(404);
  const remove = async (id: string) => {
    expect((await call(`DELETE /v2.1/servers/${id}`)).status).toBe(204);
    await gone(id);
  };
  const restart = async (host: string, unit: string, release: string) => {
    await cloud.stop(host, unit);
    await cloud.start(host, unit, release);
  };

  const owned = stack.move();
  return {
    ...cloud,
    folder,
    call,
    configure,
    create,
    show,
    status,
    booted,
    act,
    arrived,
    gone,
    remove,
    restart,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
