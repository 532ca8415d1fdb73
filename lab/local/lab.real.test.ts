import { once } from 'node:events';
import { statSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { destroyLocalLab } from './destroy.ts';
import { identityClient, labForTest, newLabId, remainsOf } from './lab-for-test.ts';
import { listLocalLabs, readLab } from './list.ts';
import { identify } from './process-identity.ts';
import { provisionLocalLab } from './provision.ts';

test('every node answers, through the load balancer and straight', async () => {
  await using lab = await labForTest({ controllers: 3 });
  const client = identityClient(lab.description);
  const seen = await Promise.all(Array.from({ length: 6 }, () => client.version(lab.keystoneUrl)));
  expect(new Set(seen.map(({ server }) => server))).toEqual(new Set(['keystone1', 'keystone2', 'keystone3']));
  for (const controller of [1, 2, 3]) expect((await client.version(lab.keystoneUrlOn(controller))).id).toBe('v3.14');
  const states = (await lab.balancer.servers()).map(({ server, admin, operational }) => ({
    server,
    admin,
    operational,
  }));
  expect(states).toEqual(
    ['keystone1', 'keystone2', 'keystone3'].map((server) => ({ server, admin: 'ready', operational: 'running' })),
  );
});

test('two load balancers share the address: users come to both of them', async () => {
  await using lab = await labForTest({ shape: 'pair', controllers: 2 });
  expect([...lab.balancers.keys()]).toEqual(['lb1', 'lb2']);
  const asked = async () => {
    const counters = await Promise.all([...lab.balancers.values()].map((api) => api.counters()));
    return counters.map((rows) => rows.find(({ row }) => row === 'FRONTEND')?.values.req_tot ?? 0);
  };
  // Each on a connection of its own, for which the kernel chooses: all on one side would be one case in a billion.
  for (let number = 1; number <= 30; number += 1) {
    const [answer] = await once(get(lab.keystoneUrl, { agent: false }), 'response');
    answer.resume();
  }
  const [first, second] = await asked();
  expect(first! + second!).toBe(30);
  expect(Math.min(first!, second!)).toBeGreaterThan(0);
});

test('a lab is listed with what is known of it, and forgotten when it is taken down', async () => {
  const owner = identify(process.pid)!;
  const lab = await labForTest({ owner });
  const listed = async () => (await listLocalLabs()).find((record) => record.id === lab.id);
  try {
    expect(await listed()).toMatchObject({
      state: 'up',
      owner,
      ownerAlive: true,
      missing: [],
      description: { id: lab.id },
    });
  } finally {
    await lab[Symbol.asyncDispose]();
  }
  expect(remainsOf(lab.id)).toEqual([]);
  expect(await listed()).toBeUndefined();
  await expect(readLab(lab.id)).rejects.toMatchObject({ code: 'lab-unknown' });
  await destroyLocalLab(lab.id);
});

test('a lab without its owner is orphaned, one without a node is broken', async () => {
  await using lab = await labForTest({ owner: { pid: process.pid, startTime: 1 } });
  expect(await readLab(lab.id)).toMatchObject({ state: 'orphaned', ownerAlive: false });
  // The node ends without an answer: the connection is what it takes down.
  await lab.on(2, 'kill -KILL $PPID').catch(() => undefined);
  await expect.poll(() => readLab(lab.id)).toMatchObject({ state: 'broken', missing: ['controller2'] });
});

test('credentials are for nobody else to read', async () => {
  await using lab = await labForTest();
  const mode = (...path: string[]) => (statSync(join(lab.folder, ...path)).mode & 0o777).toString(8);
  expect([mode(), mode('state.json'), mode('id_operator')]).toEqual(['700', '600', '600']);
  const { password } = lab.keystone.credentials;
  const { stdout } = await lab.on(
    1,
    `cat /proc/[0-9]*/cmdline | tr '\\0' ' '; grep -rl '${password}' etc opt bin var || true`,
  );
  expect(stdout).not.toContain('controller1/etc');
  expect(stdout.replaceAll(`grep -rl '${password}'`, '')).not.toContain(password);
});

test('two labs at once do not meet', async () => {
  await using one = await labForTest();
  await using two = await labForTest();
  expect(one.keystoneUrl).not.toBe(two.keystoneUrl);
  const tokenOfOne = (await identityClient(one.description).issue(one.keystoneUrl)).token;
  expect(await identityClient(one.description).validate(one.keystoneUrl, tokenOfOne)).toBe(200);
  expect(await identityClient(two.description).validate(two.keystoneUrl, tokenOfOne)).toBe(401);
});

test('a name can be taken once, and the lab that has it is not harmed', async () => {
  await using lab = await labForTest();
  await expect(provisionLocalLab({ id: lab.id, projects: [] })).rejects.toMatchObject({ code: 'lab-exists' });
  expect(await readLab(lab.id)).toMatchObject({ state: 'up' });
});

test('a front-end port can be chosen; one in use is named with its user, and nothing stays behind', async () => {
  await using lab = await labForTest({ listenPort: 5999 });
  expect(new URL(lab.keystoneUrl).port).toBe('5999');
  // Somebody who listens on all addresses is in the way of every lab.
  const squatter = createServer().listen(0, '0.0.0.0');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const id = newLabId();
  try {
    await expect(provisionLocalLab({ id, listenPort: port, projects: [] })).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(`process ${process.pid}`),
    });
  } finally {
    squatter.close();
  }
  expect(remainsOf(id)).toEqual([]);
});
