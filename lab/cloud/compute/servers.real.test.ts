import { expect, test } from '@playwright/test';
import { startNova } from './nova-for-test.ts';

test('a server goes through all its states and back, and every act is on record with its end', async () => {
  await using nova = await startNova();
  const id = await nova.booted('first', { metadata: { purpose: 'test' } });
  expect(await nova.show(id)).toMatchObject({
    name: 'first',
    metadata: { purpose: 'test' },
    flavor: { original_name: 'm1.nano', vcpus: 1 },
    security_groups: [{ name: 'default' }],
    'OS-EXT-SRV-ATTR:host': 'compute1',
    'OS-EXT-STS:power_state': 1,
    addresses: {},
  });
  const acts = [
    ['pause', 'PAUSED'],
    ['unpause', 'ACTIVE'],
    ['suspend', 'SUSPENDED'],
    ['resume', 'ACTIVE'],
    ['shelve', 'SHELVED_OFFLOADED'],
    ['unshelve', 'ACTIVE'],
    ['rescue', 'RESCUE'],
    ['unrescue', 'ACTIVE'],
    ['os-stop', 'SHUTOFF'],
    ['os-start', 'ACTIVE'],
  ] as const;
  for (const [action, status] of acts) {
    const answer = await nova.act(id, { [action]: null });
    if (action === 'rescue') expect(answer).toMatchObject({ status: 200, body: { adminPass: expect.any(String) } });
    else expect(answer.status).toBe(202);
    await nova.status(id, status);
  }
  await nova.act(id, { reboot: { type: 'SOFT' } });
  await nova.status(id, 'ACTIVE');
  await nova.remove(id);

  const path = `/v2.1/servers/${id}/os-instance-actions`;
  const { instanceActions } = (await nova.call(`GET ${path}`)).body;
  const done = instanceActions.map(({ action }: { action: string }) => action).reverse();
  expect(done).toEqual([
    ...['create', 'pause', 'unpause', 'suspend', 'resume', 'shelve', 'unshelve'],
    ...['rescue', 'unrescue', 'stop', 'start', 'reboot', 'delete'],
  ]);
  for (const { request_id } of instanceActions) {
    const { events } = (await nova.call(`GET ${path}/${request_id}`)).body.instanceAction;
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(event).toMatchObject({ result: 'Success', finish_time: expect.any(String) });
  }
});

test('an action in the wrong state is refused in the words of the real service', async () => {
  await using nova = await startNova();
  const id = await nova.booted('first');
  expect(await nova.call(`POST /v2.1/servers/${id}/action`, { unpause: null })).toMatchObject({
    status: 409,
    body: {
      conflictingRequest: { code: 409, message: `Cannot 'unpause' instance ${id} while it is in vm_state active` },
    },
  });
  expect(await nova.call(`POST /v2.1/servers/${id}/action`, { dance: null })).toMatchObject({
    status: 400,
    body: { badRequest: { message: 'There is no such action: dance' } },
  });
  const server = { name: 'second', flavorRef: '42', imageRef: 'cirros' };
  expect((await nova.call('POST /v2.1/servers', { server })).body.badRequest.message).toContain('networks');
  const unknown = { ...server, flavorRef: '77', networks: 'auto' };
  expect(await nova.call('POST /v2.1/servers', { server: unknown })).toMatchObject({
    status: 400,
    body: { badRequest: { message: 'Flavor 77 could not be found.' } },
  });
  expect((await nova.call('POST /v2.1/servers', { server }, '2.1')).status).toBe(202);
  expect(await nova.call('GET /v2.1/servers/nowhere')).toMatchObject({
    status: 404,
    body: { itemNotFound: { code: 404, message: 'Instance nowhere could not be found.' } },
  });
});

test('a server is renamed; its flavor is an object since 2.47 and a reference before', async () => {
  await using nova = await startNova();
  const id = await nova.create('first');
  const path = `/v2.1/servers/${id}`;
  expect((await nova.call(`PUT ${path}`, { server: { name: 'renamed' } })).body.server).toMatchObject({
    id,
    name: 'renamed',
  });
  expect((await nova.call(`GET ${path}`, undefined, '2.46')).body.server.flavor).toMatchObject({ id: '42' });
  expect((await nova.call(`GET ${path}`, undefined, '2.47')).body.server.flavor).not.toHaveProperty('id');
});

test('servers are found by name, exactly once, and page by page', async () => {
  await using nova = await startNova();
  for (const name of ['web-1', 'web-10', 'db-1']) await nova.create(name);
  const names = async (query: string) =>
    (await nova.call(`GET /v2.1/servers?${query}`)).body.servers.map(({ name }: { name: string }) => name);
  expect(await names(`name=${encodeURIComponent('^web-1$')}`)).toEqual(['web-1']);
  expect(await names('name=web-1')).toEqual(['web-10', 'web-1']);
  expect(await names(`name=${encodeURIComponent('^(web|db)-1$')}`)).toEqual(['db-1', 'web-1']);

  const page = (await nova.call('GET /v2.1/servers?limit=2')).body;
  expect(page.servers.map(({ name }: { name: string }) => name)).toEqual(['db-1', 'web-10']);
  const next = new URL(page.servers_links[0].href);
  expect(await names(next.search.slice(1))).toEqual(['web-1']);
});

test('metadata, security groups, console output and a console that nova-consoleauth vouches for', async () => {
  await using nova = await startNova();
  const id = await nova.booted('first', { metadata: { a: '1' } });
  const path = `/v2.1/servers/${id}`;
  const more = { metadata: { b: '2' } };
  expect((await nova.call(`POST ${path}/metadata`, more)).body).toEqual({ metadata: { a: '1', b: '2' } });
  expect((await nova.call(`GET ${path}/metadata`)).body).toEqual({ metadata: { a: '1', b: '2' } });

  await nova.act(id, { addSecurityGroup: { name: 'web' } });
  expect((await nova.show(id)).security_groups).toEqual([{ name: 'default' }, { name: 'web' }]);
  await nova.act(id, { removeSecurityGroup: { name: 'web' } });
  expect((await nova.show(id)).security_groups).toEqual([{ name: 'default' }]);
  const absent = { removeSecurityGroup: { name: 'web' } };
  expect((await nova.call(`POST ${path}/action`, absent)).status).toBe(404);

  const output = await nova.act(id, { 'os-getConsoleOutput': { length: 10 } });
  expect(output).toMatchObject({ status: 200, body: { output: expect.stringContaining('FAKE CONSOLE OUTPUT') } });

  const wanted = { remote_console: { protocol: 'vnc', type: 'novnc' } };
  const { url } = (await nova.call(`POST ${path}/remote-consoles`, wanted)).body.remote_console;
  const token = new URLSearchParams(new URL(url).searchParams.get('path')!.slice(1)).get('token');
  expect(await nova.call(`GET /v2.1/os-console-auth-tokens/${token}`)).toMatchObject({
    status: 200,
    body: { console: { instance_uuid: id } },
  });
  expect((await nova.call('GET /v2.1/os-console-auth-tokens/forged')).status).toBe(404);
});

test('answers say in which microversion they are, and are refused outside the range', async () => {
  await using nova = await startNova();
  const answer = await nova.call('GET /v2.1/flavors', undefined, '2.55');
  expect(answer.headers.get('openstack-api-version')).toBe('compute 2.55');
  expect(answer.headers.get('x-openstack-nova-api-version')).toBe('2.55');
  expect(await nova.call('GET /v2.1/flavors', undefined, '2.101')).toMatchObject({
    status: 406,
    body: {
      computeFault: {
        code: 406,
        message: 'Version 2.101 is not supported by the API. Minimum is 2.1 and maximum is 2.100.',
      },
    },
  });
  const stranger = await fetch(`${nova.url('controller1', 'nova-api')}/v2.1/servers`);
  expect(stranger.status).toBe(401);
  expect(await stranger.json()).toMatchObject({ error: { code: 401, title: 'Unauthorized' } });
});

test('a disabled nova-compute gets nothing new, unless its host is asked for; without any host it is an error', async () => {
  await using nova = await startNova({ computes: 2 });
  const services = (await nova.call('GET /v2.1/os-services?binary=nova-compute')).body.services;
  const first = services.find(({ host }: { host: string }) => host === 'compute1');
  expect(first).toMatchObject({ status: 'enabled', state: 'up', zone: 'nova' });
  const off = { status: 'disabled', disabled_reason: 'upgrade' };
  expect(await nova.call(`PUT /v2.1/os-services/${first.id}`, off)).toMatchObject({
    status: 200,
    body: { service: { status: 'disabled', disabled_reason: 'upgrade' } },
  });
  const hostOf = async (name: string, more?: object) =>
    (await nova.show(await nova.booted(name, more)))['OS-EXT-SRV-ATTR:host'];
  expect(await hostOf('a')).toBe('compute2');
  expect(await hostOf('b')).toBe('compute2');
  expect(await hostOf('c', { availability_zone: 'nova:compute1' })).toBe('compute1');

  const second = { binary: 'nova-compute', host: 'compute2' };
  expect((await nova.call('PUT /v2.1/os-services/disable', second, '2.1')).body.service.status).toBe('disabled');
  const lost = await nova.create('d');
  await nova.status(lost, 'ERROR');
  expect((await nova.show(lost)).fault).toMatchObject({
    code: 500,
    message: 'No valid host was found. There are not enough hosts available.',
  });
  await nova.remove(lost);
});
