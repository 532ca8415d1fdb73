import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { MessageError, openBus } from '../messages/index.ts';
import { startNetwork } from './network-for-test.ts';

const OLD = '2025.1';
const NEW = '2026.1';
const NODES = ['node1', 'node2'] as const;

test('new code answers 500 before expand, old code after contract; the load balancer sees both as well', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  await cloud.startServer('node2', NEW);
  const create = async (node: string, name: string) =>
    (await cloud.call(node, 'POST /v2.0/networks', { network: { name } })).status;
  expect([await create('node1', 'a'), await create('node2', 'b')]).toEqual([201, 500]);
  await cloud.phases('expand');
  expect([await create('node1', 'c'), await create('node2', 'd')]).toEqual([201, 201]);
  await cloud.phases('contract');
  expect([await create('node1', 'e'), await create('node2', 'f')]).toEqual([500, 201]);
  const { networks } = (await cloud.call('node2', 'GET /v2.0/networks')).body;
  expect(networks.map(({ name }: { name: string }) => name).sort()).toEqual(['a', 'c', 'd', 'f']);
  expect((await cloud.call('node1', 'GET /v2.0/networks')).status).toBe(500);
  for (const node of NODES) expect((await cloud.call(node, 'GET /')).status).toBe(200);
});

test('contract before expand is refused', async () => {
  await using cloud = await startNetwork();
  expect(await cloud.tool('neutron-db-manage', NEW, 'upgrade', '--contract')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('contract ahead of expand'),
  });
  expect((await cloud.tool('neutron-db-manage', NEW, 'has_offline_migrations')).code).toBe(1);
  expect((await cloud.tool('neutron-db-manage', NEW, 'upgrade', '--shrink')).code).toBe(2);
});

for (const agents of [OLD, NEW])
  test(`servers of both releases get ports up on nodes whose agents are of ${agents}`, async () => {
    await using cloud = await startNetwork();
    await cloud.phases('expand');
    await cloud.startServer('node1', OLD);
    await cloud.startServer('node2', NEW);
    await cloud.startAgent('l2', 'node1', agents);
    const { network } = await cloud.makeNetwork('node1', 'blue');
    const ports: string[] = [];
    for (const node of NODES)
      for (let count = 0; count < 3; count += 1)
        ports.push((await cloud.makePort(node, network, { 'binding:host_id': 'node1' })).id);
    // A new agent is refused by the old server, and asks again until the new one gets its question.
    for (const id of ports) await expect.poll(() => cloud.status('node2', id), { timeout: 30_000 }).toBe('ACTIVE');
    expect(cloud.wiring('l2', 'node1').sort()).toEqual(ports.sort());
  });

test('a new server speaks as the oldest agent does, and in full when all are new', async () => {
  await using cloud = await startNetwork();
  await cloud.phases('expand');
  await cloud.startServer('node1', NEW);
  await cloud.startAgent('l2', 'node1', NEW);
  await cloud.startAgent('l2', 'node2', OLD);
  const { network } = await cloud.makeNetwork('node1', 'blue');
  // Read in the agent's place, so that nothing but the server decides what is there.
  await cloud.stopAgent('l2', 'node1');
  await cloud.stopAgent('l2', 'node2');
  using bus = openBus(join(cloud.databases, 'neutron-messages.db'), 'test');
  const versions: string[] = [];
  bus.serve('q-agent-notifier.node1', async ({ version }) => versions.push(version));
  await cloud.makePort('node1', network, { 'binding:host_id': 'node1' });
  await expect.poll(() => versions).toEqual(['1.9']);
  await cloud.startAgent('l2', 'node2', NEW);
  await cloud.makePort('node1', network, { 'binding:host_id': 'node1' });
  await expect.poll(() => versions).toEqual(['1.9', '1.10']);
});

test('agents before servers: a new agent is refused, its port stays DOWN until a new server is there', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  await cloud.startAgent('l2', 'node1', NEW);
  const { network } = await cloud.makeNetwork('node1', 'blue');
  const port = await cloud.makePort('node1', network, { 'binding:host_id': 'node1' });
  using bus = openBus(join(cloud.databases, 'neutron-messages.db'), 'test');
  const sync = bus.call('q-plugin', 'sync', '1.10', { kind: 'l2', host: 'node1', which: 'all' }, 5_000);
  await expect(sync).rejects.toThrow(MessageError);
  await expect(sync).rejects.toMatchObject({ code: 'unsupported-version' });
  await expect.poll(() => cloud.wiring('l2', 'node1')).toEqual([port.id]);
  expect(await cloud.status('node1', port.id)).toBe('DOWN');
  // Alive and of no use: only its work tells.
  const { agents } = (await cloud.call('node1', 'GET /v2.0/agents')).body;
  expect(agents).toMatchObject([{ alive: true, configurations: { release: NEW } }]);
  await cloud.stop('node1', 'neutron-server');
  await cloud.phases('expand');
  await cloud.startServer('node1', NEW);
  await expect.poll(() => cloud.status('node1', port.id), { timeout: 15_000 }).toBe('ACTIVE');
});

test('what was acknowledged is there once, though servers were killed in the middle of their work', async () => {
  await using cloud = await startNetwork();
  await cloud.phases('expand');
  for (const node of NODES) await cloud.startServer(node, OLD);
  await cloud.startAgent('l2', 'node1', OLD);
  const { network } = await cloud.makeNetwork('node1', 'blue');
  const acknowledged: string[] = [];
  let going = true;
  let sequence = 0;
  const client = async (node: string) => {
    while (going) {
      const name = `port-${sequence++}`;
      const port = { network_id: network, name, 'binding:host_id': 'node1' };
      const answer = await cloud.call(node, 'POST /v2.0/ports', { port }).catch(() => undefined);
      if (answer?.status === 201) acknowledged.push(name);
    }
  };
  const seen = async (count: number) => {
    const target = acknowledged.length + count;
    await expect.poll(() => acknowledged.length, { intervals: [5] }).toBeGreaterThanOrEqual(target);
  };
  const clients = NODES.map(client);
  for (const node of NODES) {
    await seen(15);
    await cloud.stop(node, 'neutron-server', 'SIGKILL');
    await seen(15);
    await cloud.startServer(node, NEW);
  }
  await seen(15);
  going = false;
  await Promise.all(clients);

  const { ports } = (await cloud.call('node1', `GET /v2.0/ports?network_id=${network}`)).body;
  const names = ports.map(({ name }: { name: string }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(acknowledged.filter((name) => !names.includes(name))).toEqual([]);
  // Nothing was promised for what got no answer; but what is there comes up.
  await expect
    .poll(
      async () => (await cloud.call('node2', `GET /v2.0/ports?network_id=${network}&status=DOWN`)).body.ports.length,
      { timeout: 20_000 },
    )
    .toBe(0);
  const addresses = ports.map((port: { fixed_ips: { ip_address: string }[] }) => port.fixed_ips[0]!.ip_address);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('the metadata agent finds out who asks', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  await cloud.startAgent('metadata', 'node1', OLD);
  const { network } = await cloud.makeNetwork('node1', 'blue');
  const port = await cloud.makePort('node1', network, { device_id: 'the server' });
  using bus = openBus(join(cloud.databases, 'neutron-messages.db'), 'test');
  const lookup = (ip_address: string) =>
    bus.call('metadata_agent.node1', 'lookup', '1.9', { network_id: network, ip_address }, 5_000);
  expect(await lookup('10.0.0.2')).toEqual({ port_id: port.id, device_id: 'the server' });
  expect(await lookup('10.0.0.3')).toBeNull();
});
