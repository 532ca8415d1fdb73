import { expect, test } from '@playwright/test';
import { startNetwork } from './network-for-test.ts';

const OLD = '2025.1';

test('a port is DOWN until the L2 agent of its host has wired it, and gone from there when it is deleted', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  await cloud.startAgent('l2', 'node1', OLD);
  await cloud.startAgent('l2', 'node2', OLD);
  const { network } = await cloud.makeNetwork('node1', 'blue');
  const port = await cloud.makePort('node1', network, { name: 'p', 'binding:host_id': 'node1' });
  expect(port).toMatchObject({ status: 'DOWN', 'binding:vif_type': 'ovs', fixed_ips: [{ ip_address: '10.0.0.2' }] });
  await cloud.becomesActive('node1', port.id);
  expect(cloud.wiring('l2', 'node1')).toEqual([port.id]);

  const moved = await cloud.call('node1', `PUT /v2.0/ports/${port.id}`, { port: { 'binding:host_id': 'node2' } });
  expect(moved).toMatchObject({ status: 200, body: { port: { status: 'DOWN', 'binding:host_id': 'node2' } } });
  await cloud.becomesActive('node1', port.id);
  expect(cloud.wiring('l2', 'node2')).toEqual([port.id]);
  await expect.poll(() => cloud.wiring('l2', 'node1')).toEqual([]);

  expect((await cloud.call('node1', `DELETE /v2.0/ports/${port.id}`)).status).toBe(204);
  await expect.poll(() => cloud.wiring('l2', 'node2')).toEqual([]);
  const nowhere = await cloud.makePort('node1', network, { 'binding:host_id': 'elsewhere' });
  expect(nowhere).toMatchObject({ status: 'DOWN', 'binding:vif_type': 'binding_failed' });
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  test(`after ${signal} the wiring stays; what came up and what went meanwhile is done on return`, async () => {
    await using cloud = await startNetwork();
    await cloud.startServer('node1', OLD);
    await cloud.startAgent('l2', 'node2', OLD);
    const { network } = await cloud.makeNetwork('node1', 'blue');
    const here = { 'binding:host_id': 'node2' };
    const kept = await cloud.makePort('node1', network, here);
    const deleted = await cloud.makePort('node1', network, here);
    for (const { id } of [kept, deleted]) await cloud.becomesActive('node1', id);

    await cloud.stopAgent('l2', 'node2', signal);
    const waiting = await cloud.makePort('node1', network, here);
    await cloud.call('node1', `DELETE /v2.0/ports/${deleted.id}`);
    expect(cloud.wiring('l2', 'node2').sort()).toEqual([kept.id, deleted.id].sort());
    expect(await cloud.status('node1', waiting.id)).toBe('DOWN');

    await cloud.startAgent('l2', 'node2', OLD);
    await cloud.becomesActive('node1', waiting.id);
    await expect.poll(() => cloud.wiring('l2', 'node2').sort()).toEqual([kept.id, waiting.id].sort());
    expect(await cloud.status('node1', kept.id)).toBe('ACTIVE');
  });

test('a router is given to an L3 agent; its interface is up when both agents have done their part', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  await cloud.startAgent('l2', 'node2', OLD);
  const { subnet } = await cloud.makeNetwork('node1', 'blue');
  const made = await cloud.call('node1', 'POST /v2.0/routers', { router: { name: 'r' } });
  expect(made).toMatchObject({ status: 201, body: { router: { name: 'r', status: 'ACTIVE' } } });
  const { id } = made.body.router;
  const path = `PUT /v2.0/routers/${id}`;
  const added = await cloud.call('node1', `${path}/add_router_interface`, { subnet_id: subnet });
  expect(added).toMatchObject({ status: 200, body: { id, subnet_id: subnet, subnet_ids: [subnet] } });
  const port = added.body.port_id;
  expect((await cloud.call('node1', `GET /v2.0/ports/${port}`)).body.port).toMatchObject({
    device_owner: 'network:router_interface',
    device_id: id,
    status: 'DOWN',
    fixed_ips: [{ ip_address: '10.0.0.1' }],
  });
  // No L3 agent yet: the router waits for one.
  expect((await cloud.call('node1', `GET /v2.0/routers/${id}/l3-agents`)).body.agents).toEqual([]);
  await cloud.startAgent('l3', 'node2', OLD);
  await cloud.becomesActive('node1', port);
  expect((await cloud.call('node1', `GET /v2.0/routers/${id}/l3-agents`)).body.agents).toMatchObject([
    { binary: 'neutron-l3-agent', host: 'node2', alive: true },
  ]);
  expect([cloud.wiring('l3', 'node2'), cloud.wiring('l2', 'node2')]).toEqual([[id], [port]]);

  const type = async (request: string) => (await cloud.call('node1', request)).body.NeutronError.type;
  expect(await type(`DELETE /v2.0/routers/${id}`)).toBe('RouterInUse');
  expect(await type(`DELETE /v2.0/ports/${port}`)).toBe('ServicePortInUse');
  expect((await cloud.call('node1', `${path}/remove_router_interface`, { subnet_id: subnet })).status).toBe(200);
  expect((await cloud.call('node1', `DELETE /v2.0/routers/${id}`)).status).toBe(204);
  await expect.poll(() => [cloud.wiring('l3', 'node2'), cloud.wiring('l2', 'node2')]).toEqual([[], []]);
});

test('a network is given to a DHCP agent, whose port there gets an address in every subnet', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  for (const kind of ['l2', 'dhcp'] as const) await cloud.startAgent(kind, 'node2', OLD);
  const { network, subnet } = await cloud.makeNetwork('node1', 'blue', true);
  const ports = async () =>
    (await cloud.call('node1', `GET /v2.0/ports?network_id=${network}&device_owner=network:dhcp`)).body.ports;
  await expect.poll(ports).toMatchObject([{ status: 'ACTIVE', fixed_ips: [{ subnet_id: subnet }] }]);
  const [port] = await ports();
  expect([cloud.wiring('dhcp', 'node2'), cloud.wiring('l2', 'node2')]).toEqual([[network], [port.id]]);
  const agents = await cloud.call('node1', `GET /v2.0/networks/${network}/dhcp-agents`);
  expect(agents.body.agents).toMatchObject([{ agent_type: 'DHCP agent', host: 'node2' }]);

  const second = { network_id: network, ip_version: 4, cidr: '10.1.0.0/24' };
  await cloud.call('node1', 'POST /v2.0/subnets', { subnet: second });
  await expect.poll(async () => (await ports())[0].fixed_ips).toHaveLength(2);
  expect((await cloud.call('node1', `DELETE /v2.0/networks/${network}`)).status).toBe(204);
  await expect.poll(() => [cloud.wiring('dhcp', 'node2'), cloud.wiring('l2', 'node2')]).toEqual([[], []]);
});

test('agents are listed with what they are, and one that is switched off is given nothing new', async () => {
  await using cloud = await startNetwork();
  await cloud.startServer('node1', OLD);
  for (const kind of ['l2', 'l3', 'dhcp', 'metadata'] as const) await cloud.startAgent(kind, 'node1', OLD);
  await cloud.startAgent('l3', 'node2', OLD);
  const list = async (query = '') => (await cloud.call('node1', `GET /v2.0/agents${query}`)).body.agents;
  const all = await list();
  expect(all.map(({ agent_type }: { agent_type: string }) => agent_type)).toEqual([
    'Open vSwitch agent',
    'L3 agent',
    'L3 agent',
    'DHCP agent',
    'Metadata agent',
  ]);
  const [agent] = await list('?binary=neutron-l3-agent&host=node1');
  expect(agent).toMatchObject({
    alive: true,
    admin_state_up: true,
    topic: 'l3_agent',
    availability_zone: 'nova',
    heartbeat_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    configurations: { release: OLD },
  });
  const path = `/v2.0/agents/${agent.id}`;
  const off = await cloud.call('node1', `PUT ${path}`, { agent: { admin_state_up: false } });
  expect(off).toMatchObject({ status: 200, body: { agent: { id: agent.id, admin_state_up: false, alive: true } } });
  for (const name of ['a', 'b']) {
    const { body } = await cloud.call('node1', 'POST /v2.0/routers', { router: { name } });
    const hosting = await cloud.call('node1', `GET /v2.0/routers/${body.router.id}/l3-agents`);
    expect(hosting.body.agents).toMatchObject([{ host: 'node2' }]);
  }
  await cloud.call('node1', `PUT ${path}`, { agent: { admin_state_up: true } });
  expect((await cloud.call('node1', `GET ${path}`)).body.agent.admin_state_up).toBe(true);
  expect((await cloud.call('node1', 'GET /v2.0/agents/none')).status).toBe(404);
  await cloud.stopAgent('l3', 'node1');
  await expect.poll(async () => (await list('?alive=false')).length, { timeout: 10_000 }).toBe(1);
});
