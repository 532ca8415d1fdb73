import { expect, test } from '@playwright/test';
import { startCloud } from '../cloud-for-test.ts';
import { glance } from './index.ts';

const NODES = ['controller1', 'controller2'] as const;
type Node = (typeof NODES)[number];

/** glance-api in the old release on one node, in the new one on another. */
async function startMix(...phases: string[]) {
  await using stack = new AsyncDisposableStack();
  const cloud = stack.use(await startCloud(glance, NODES));
  await cloud.phases(...phases);
  await cloud.start('controller1', 'glance-api', '2025.1');
  await cloud.start('controller2', 'glance-api', '2026.1');
  const all = stack.move();
  const call = (node: Node, request: string, body?: unknown) =>
    cloud.call(cloud.url(node, 'glance-api'), request, body);
  return {
    ...cloud,
    call,
    create: (node: Node, name: string) =>
      call(node, 'POST /v2/images', { name, disk_format: 'raw', container_format: 'bare' }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

test('between expand and contract each release serves what the other wrote', async () => {
  await using cloud = await startMix('expand', 'migrate');
  const other = { controller1: 'controller2', controller2: 'controller1' } as const;
  for (const node of NODES) {
    const { id } = (await cloud.create(node, `of ${node}`)).body;
    expect((await cloud.call(other[node], `PUT /v2/images/${id}/file`, Buffer.from(node))).status).toBe(204);
    const [here, there] = await Promise.all(NODES.map((each) => cloud.call(each, `GET /v2/images/${id}`)));
    expect(here!.body).toMatchObject({ status: 'active', os_hash_algo: 'sha512', size: node.length });
    expect(there!.body).toEqual(here!.body);
    expect((await cloud.call(node, `GET /v2/images/${id}/file`)).body).toBe(node);
  }
});

for (const registry of ['2025.1', '2026.1'])
  test(`a registry of ${registry} imports what either release accepted`, async () => {
    await using cloud = await startMix('expand', 'migrate');
    await cloud.start('controller1', 'glance-registry', registry);
    for (const node of NODES) {
      const { id } = (await cloud.create(node, node)).body;
      await cloud.call(node, `PUT /v2/images/${id}/stage`, Buffer.from(node));
      const accepted = await cloud.call(node, `POST /v2/images/${id}/import`, { method: { name: 'glance-direct' } });
      expect(accepted.status).toBe(202);
      for (const each of NODES)
        await expect
          .poll(async () => (await cloud.call(each, `GET /v2/images/${id}`)).body)
          .toMatchObject({ status: 'active', os_hash_algo: 'sha512', size: node.length });
    }
  });

test('new code answers 500 before expand and keeps nothing, old code after contract', async () => {
  await using cloud = await startMix();
  expect((await cloud.create('controller2', 'early')).status).toBe(500);
  expect((await cloud.create('controller1', 'old')).status).toBe(201);
  expect(await cloud.tool('glance-manage', '2026.1', 'db', 'contract')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('contract ahead of expand'),
  });
  await cloud.phases('expand', 'migrate', 'contract');
  expect((await cloud.create('controller1', 'late')).status).toBe(500);
  expect((await cloud.create('controller2', 'new')).status).toBe(201);
  const { images } = (await cloud.call('controller2', 'GET /v2/images')).body;
  expect(images.map((image: { name: string }) => image.name)).toEqual(['new', 'old']);
});

test('glance-manage says by its exit code what is to be done next', async () => {
  await using cloud = await startCloud(glance);
  const check = async () => (await cloud.tool('glance-manage', '2026.1', 'db', 'check')).code;
  for (const [phase, code] of [
    ['expand', 3],
    ['migrate', 4],
    ['contract', 5],
  ] as const) {
    expect(await check()).toBe(code);
    await cloud.phases(phase);
  }
  expect(await check()).toBe(0);
  expect((await cloud.tool('glance-manage', '2026.1', 'db', 'shrink')).code).toBe(2);
});
