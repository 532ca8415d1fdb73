import { writeFileSync } from 'node:fs';
import { makeKeyPair } from '../../../../lab/index.ts';
import { addressOf, expect, test } from '../../index.ts';
import { HAVE_INSIDE, makeGroup, remove, requestServer, show, untilActive } from './servers.ts';

test('tempest.scenario.test_server_multinode.TestServerMultinode.test_schedule_to_all_nodes', async ({
  cloud,
  lab,
  operatorKey,
}) => {
  const hosts = Object.keys(lab.services['nova-compute']?.members ?? {});
  await using leftovers = new AsyncDisposableStack();
  const name = `multinode-${crypto.randomUUID()}`;
  leftovers.defer(await makeGroup(cloud, name));
  await cloud.compute.post('/os-keypairs', { keypair: { name, public_key: operatorKey.publicKey } });
  leftovers.defer(async () => void (await cloud.compute.delete(`/os-keypairs/${name}`)));
  const landed: string[] = [];
  for (const host of hosts) {
    const server = await requestServer(cloud, { name: `${name}-${host}`, key: name, group: name, host });
    leftovers.defer(() => remove(cloud, server));
    await untilActive(cloud, server);
    landed.push((await show(cloud, server))['OS-EXT-SRV-ATTR:host']);
  }
  expect(hosts.length).toBeGreaterThan(0);
  expect(landed).toEqual(hosts);
});

test('tempest.scenario.test_server_basic_ops.TestServerBasicOps.test_server_basic_ops', async ({
  cloud,
  guest,
}, info) => {
  const name = `basic-ops-${crypto.randomUUID()}`;
  await using leftovers = new AsyncDisposableStack();
  leftovers.defer(await makeGroup(cloud, name));
  const key = makeKeyPair();
  const privateKeyFile = info.outputPath('id_basic_ops');
  writeFileSync(privateKeyFile, key.privateKey, { mode: 0o600 });
  await cloud.compute.post('/os-keypairs', { keypair: { name, public_key: key.publicKey } });
  leftovers.defer(async () => void (await cloud.compute.delete(`/os-keypairs/${name}`)));
  const server = await requestServer(cloud, { name, key: name, group: name });
  leftovers.defer(() => remove(cloud, server));

  await untilActive(cloud, server);
  const shown = await show(cloud, server);
  expect(shown).toMatchObject({ key_name: name, metadata: { made: 'by a check' } });
  if (HAVE_INSIDE) {
    expect(addressOf(shown)).toBeDefined();
    expect(shown).toMatchObject({ security_groups: [{ name }] });
    expect(await (await guest(server, privateKeyFile)).say('hostname')).toBe(name);
  }
  const { data } = await cloud.compute.post(`/servers/${server.id}/metadata`, { metadata: { checked: 'yes' } });
  expect(data.metadata).toEqual({ made: 'by a check', checked: 'yes' });
});
