import { expect, test } from '@playwright/test';
import { startNetwork } from '../network-for-test.ts';

async function startOne(release = '2025.1') {
  const cloud = await startNetwork();
  if (release === '2026.1') await cloud.phases('expand');
  await cloud.startServer('node1', release);
  return { ...cloud, call: (request: string, body?: unknown) => cloud.call('node1', request, body) };
}

const errorOf = ({ status, body }: { status: number; body: { NeutronError: { type: string } } }) => [
  status,
  body.NeutronError.type,
];

for (const [release, ids] of [
  ['2025.1', ['v2.0']],
  ['2026.1', ['v2.1', 'v2.0']],
] as const)
  test(`what ${release} says of itself, to anybody and to those who have a token`, async () => {
    await using cloud = await startOne(release);
    const origin = cloud.url('node1', 'neutron-server');
    const stranger = async (path: string) => {
      const response = await fetch(origin + path);
      return { status: response.status, body: await response.json() };
    };
    const links = [{ rel: 'self', href: `${origin}/v2.0/` }];
    expect(await stranger('/')).toEqual({
      status: 200,
      body: { versions: ids.map((id, index) => ({ id, status: index === 0 ? 'CURRENT' : 'SUPPORTED', links })) },
    });
    for (const path of ['/v2.0/', '/v2.0/extensions', '/v2.0/networks'])
      expect(await stranger(path)).toMatchObject({
        status: 401,
        body: { error: { code: 401, title: 'Unauthorized' } },
      });
    const { resources } = (await cloud.call('GET /v2.0/')).body;
    expect(resources).toContainEqual({
      name: 'security_group',
      collection: 'security_groups',
      links: [{ rel: 'self', href: `${origin}/v2.0/security-groups` }],
    });
    const { extensions } = (await cloud.call('GET /v2.0/extensions')).body;
    const aliases = extensions.map(({ alias }: { alias: string }) => alias);
    expect(aliases.includes('tap-mirror-both-direction')).toBe(release === '2026.1');
    expect(errorOf(await cloud.call('GET /v2.0/extensions/none'))).toEqual([404, 'ExtensionsNotFound']);
    // What carries the owner is the same in both releases, whatever the column is called.
    const { network } = await cloud.makeNetwork('node1', 'mine');
    const { body } = await cloud.call(`GET /v2.0/networks/${network}`);
    expect(body.network).toMatchObject({ tenant_id: cloud.project, project_id: cloud.project });
  });

test('networks: created, found by name, changed, listed page by page, deleted', async () => {
  await using cloud = await startOne();
  const made = await cloud.call('POST /v2.0/networks', { network: { name: 'blue' } });
  expect(made).toMatchObject({
    status: 201,
    body: {
      network: {
        name: 'blue',
        status: 'ACTIVE',
        admin_state_up: true,
        shared: false,
        'router:external': false,
        mtu: 1500,
        subnets: [],
        revision_number: 1,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    },
  });
  const { id } = made.body.network;
  for (const name of ['a', 'b', 'c']) await cloud.call('POST /v2.0/networks', { network: { name } });
  expect((await cloud.call('GET /v2.0/networks?name=blue')).body.networks).toEqual([made.body.network]);
  expect((await cloud.call('GET /v2.0/networks?shared=true')).body.networks).toEqual([]);
  expect((await cloud.call('GET /v2.0/networks?name=a&name=b&fields=name')).body.networks).toHaveLength(2);
  const changed = await cloud.call(`PUT /v2.0/networks/${id}`, { network: { name: 'green' } });
  expect(changed).toMatchObject({ status: 200, body: { network: { id, name: 'green', revision_number: 2 } } });

  const names: string[] = [];
  for (let path = '/v2.0/networks?limit=3'; path !== ''; ) {
    const { body }: Awaited<ReturnType<typeof cloud.call>> = await cloud.call(`GET ${path}`);
    names.push(...body.networks.map((network: { name: string }) => network.name));
    path = (body.networks_links?.[0].href ?? '').replace(cloud.url('node1', 'neutron-server'), '');
  }
  expect(names.sort()).toEqual(['a', 'b', 'c', 'green']);

  expect((await cloud.call(`DELETE /v2.0/networks/${id}`)).status).toBe(204);
  const gone = await cloud.call(`GET /v2.0/networks/${id}`);
  expect(gone).toMatchObject({
    status: 404,
    body: { NeutronError: { type: 'NetworkNotFound', message: `Network ${id} could not be found.`, detail: '' } },
  });
});

test('subnets and addresses: what is free is handed out, what is taken is refused', async () => {
  await using cloud = await startOne();
  const { network, subnet } = await cloud.makeNetwork('node1', 'blue');
  expect((await cloud.call(`GET /v2.0/subnets/${subnet}`)).body.subnet).toMatchObject({
    cidr: '10.0.0.0/20',
    gateway_ip: '10.0.0.1',
    ip_version: 4,
    allocation_pools: [{ start: '10.0.0.2', end: '10.0.15.254' }],
  });
  const overlapping = { network_id: network, ip_version: 4, cidr: '10.0.0.128/25' };
  expect(errorOf(await cloud.call('POST /v2.0/subnets', { subnet: overlapping }))).toEqual([400, 'InvalidInput']);

  const first = await cloud.makePort('node1', network);
  const second = await cloud.makePort('node1', network, { fixed_ips: [{ ip_address: '10.0.0.3' }] });
  const third = await cloud.makePort('node1', network);
  expect([first, second, third].map((port) => port.fixed_ips)).toEqual(
    ['10.0.0.2', '10.0.0.3', '10.0.0.4'].map((ip_address) => [{ subnet_id: subnet, ip_address }]),
  );
  expect(first).toMatchObject({ status: 'DOWN', 'binding:vif_type': 'unbound', 'binding:host_id': '' });
  expect(new Set([first, second, third].map((port) => port.mac_address)).size).toBe(3);
  const ask = async (port: Record<string, unknown>) =>
    errorOf(await cloud.call('POST /v2.0/ports', { port: { network_id: network, ...port } }));
  expect(await ask({ fixed_ips: [{ ip_address: '10.0.0.3' }] })).toEqual([409, 'IpAddressAlreadyAllocated']);
  expect(await ask({ fixed_ips: [{ ip_address: '10.9.0.3' }] })).toEqual([400, 'InvalidIpForNetwork']);
  expect(await ask({ fixed_ips: [{ subnet_id: 'none' }] })).toEqual([404, 'SubnetNotFound']);
  expect(await ask({ mac_address: first.mac_address })).toEqual([409, 'MacAddressInUse']);
  expect(await ask({ network_id: 'none' })).toEqual([404, 'NetworkNotFound']);
  // Of what was refused nothing is left.
  expect((await cloud.call(`GET /v2.0/ports?network_id=${network}`)).body.ports).toHaveLength(3);

  expect(errorOf(await cloud.call(`DELETE /v2.0/networks/${network}`))).toEqual([409, 'NetworkInUse']);
  expect(errorOf(await cloud.call(`DELETE /v2.0/subnets/${subnet}`))).toEqual([409, 'SubnetInUse']);
  expect((await cloud.call(`DELETE /v2.0/ports/${first.id}`)).status).toBe(204);
  expect((await cloud.makePort('node1', network)).fixed_ips[0].ip_address).toBe('10.0.0.2');
});

test('a subnet without room says so', async () => {
  await using cloud = await startOne();
  const { body } = await cloud.call('POST /v2.0/networks', { network: {} });
  const network_id = body.network.id;
  const allocation_pools = [{ start: '10.0.0.9', end: '10.0.0.9' }];
  const subnet = { network_id, ip_version: 4, cidr: '10.0.0.0/28', allocation_pools, enable_dhcp: false };
  expect((await cloud.call('POST /v2.0/subnets', { subnet })).status).toBe(201);
  expect((await cloud.makePort('node1', network_id)).fixed_ips[0].ip_address).toBe('10.0.0.9');
  expect(errorOf(await cloud.call('POST /v2.0/ports', { port: { network_id } }))).toEqual([
    409,
    'IpAddressGenerationFailure',
  ]);
});

test('security groups: a default one for everybody, rules within, none that is in use goes', async () => {
  await using cloud = await startOne();
  const { network } = await cloud.makeNetwork('node1', 'blue');
  const list = async () => (await cloud.call('GET /v2.0/security-groups')).body.security_groups;
  const [standard] = await list();
  expect(standard).toMatchObject({ name: 'default', project_id: cloud.project });
  expect(standard.security_group_rules).toHaveLength(4);
  expect((await cloud.makePort('node1', network)).security_groups).toEqual([standard.id]);

  const made = await cloud.call('POST /v2.0/security-groups', { security_group: { name: 'web' } });
  expect(made.status).toBe(201);
  const { id } = made.body.security_group;
  const rules = made.body.security_group.security_group_rules as { direction: string; ethertype: string }[];
  expect(rules.map(({ direction, ethertype }) => `${direction} ${ethertype}`).sort()).toEqual([
    'egress IPv4',
    'egress IPv6',
  ]);
  const rule = { security_group_id: id, direction: 'ingress', protocol: 'tcp', port_range_min: 22, port_range_max: 22 };
  const added = await cloud.call('POST /v2.0/security-group-rules', { security_group_rule: rule });
  expect(added).toMatchObject({ status: 201, body: { security_group_rule: { ...rule, ethertype: 'IPv4' } } });
  const again = await cloud.call('POST /v2.0/security-group-rules', { security_group_rule: rule });
  expect(errorOf(again)).toEqual([409, 'SecurityGroupRuleExists']);
  expect((await cloud.call(`GET /v2.0/security-group-rules?security_group_id=${id}&port_range_min=22`)).body).toEqual({
    security_group_rules: [added.body.security_group_rule],
  });

  const port = await cloud.makePort('node1', network, { security_groups: [id] });
  expect(errorOf(await cloud.call(`DELETE /v2.0/security-groups/${id}`))).toEqual([409, 'SecurityGroupInUse']);
  await cloud.call(`PUT /v2.0/ports/${port.id}`, { port: { security_groups: [standard.id] } });
  expect((await cloud.call(`DELETE /v2.0/security-groups/${id}`)).status).toBe(204);
  expect((await list()).map(({ name }: { name: string }) => name)).toEqual(['default']);
  expect(errorOf(await cloud.call(`DELETE /v2.0/security-groups/${standard.id}`))).toEqual([
    409,
    'SecurityGroupCannotRemoveDefault',
  ]);
});

test('what is wrong with a request is said by status and type', async () => {
  await using cloud = await startOne();
  const error = async (request: string, body?: unknown) => errorOf(await cloud.call(request, body));
  expect(await error('POST /v2.0/networks', { network: { nmae: 'x' } })).toEqual([400, 'HTTPBadRequest']);
  expect(await error('POST /v2.0/networks', {})).toEqual([400, 'HTTPBadRequest']);
  expect(await error('POST /v2.0/networks')).toEqual([400, 'HTTPBadRequest']);
  expect(await error('GET /v2.0/networks?nmae=x')).toEqual([400, 'HTTPBadRequest']);
  expect(await error('GET /v2.0/networks?limit=0')).toEqual([400, 'HTTPBadRequest']);
  expect(await error('GET /v2.0/nowhere')).toEqual([404, 'HTTPNotFound']);
  expect(await error('PATCH /v2.0/networks')).toEqual([405, 'HTTPMethodNotAllowed']);
  const said = await cloud.call('POST /v2.0/ports', { port: { name: 'x' } });
  expect(said.body.NeutronError.message).toContain('network_id');
});
