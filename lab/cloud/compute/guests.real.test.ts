import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { connectSsh, makeKeyPair } from '../../ssh/index.ts';
import { GUEST_LOGIN, makeGuests } from './guest/index.ts';
import { startNova } from './nova-for-test.ts';

type Nova = Awaited<ReturnType<typeof startNova>>;

/** A server with a guest, and a way to look into it. */
async function startGuest(nova: Nova, name: string, more: object = {}) {
  const key = makeKeyPair();
  const keypair = { name, public_key: key.publicKey };
  expect(await nova.call('POST /v2.1/os-keypairs', { keypair })).toMatchObject({
    status: 201,
    body: { keypair: { name, type: 'ssh', fingerprint: expect.stringMatching(/^(\w\w:){15}\w\w$/) } },
  });
  const id = await nova.booted(name, { key_name: name, ...more });
  const { addresses } = (await nova.show(id)) as unknown as { addresses: { private: { addr: string }[] } };
  const privateKeyFile = join(nova.folder, `${name}.key`);
  writeFileSync(privateKeyFile, key.privateKey, { mode: 0o600 });
  const home = join(nova.folder, 'compute1', 'var', 'guests', id);

  const { output } = (await nova.act(id, { 'os-getConsoleOutput': {} })).body;
  const hostKey = /SHA256:\S+/.exec(output)![0];

  async function run(command: string): Promise<string> {
    const target = { ...GUEST_LOGIN, host: addresses.private[0]!.addr, privateKeyFile, hostKey };
    await using ssh = await connectSsh(target, name);
    return (await ssh.run(command, { timeoutMs: 5_000 })).stdout.trim();
  }
  const pid = () => Number(readFileSync(join(home, 'pid'), 'utf8'));
  return { id, home, run, pid };
}

/** Z for one that has ended and that nobody has collected yet, undefined when it was collected. */
function stateOf(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) ? /\) (\w)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}
const ENDED = ['Z', undefined];

test('one logs in to a server and finds its name and its processors', async () => {
  await using nova = await startNova();
  const guest = await startGuest(nova, 'two-processors', { flavorRef: '2' });
  expect(await guest.run('hostname; nproc')).toBe('two-processors\n2');
});

test('a guest lives through the kill and the restart of nova-compute, and is found again', async () => {
  await using nova = await startNova();
  const guest = await startGuest(nova, 'survivor');
  const pid = guest.pid();
  await nova.stop('compute1', 'nova-compute', 'SIGKILL');
  expect(await guest.run('hostname')).toBe('survivor');
  await nova.start('compute1', 'nova-compute', '2025.1');
  expect(guest.pid()).toBe(pid);
  await nova.act(guest.id, { pause: null });
  await nova.status(guest.id, 'PAUSED');
  expect(stateOf(pid)).toBe('T');
  await nova.act(guest.id, { unpause: null });
  await nova.status(guest.id, 'ACTIVE');
  expect(await guest.run('hostname')).toBe('survivor');
});

test('suspended it is gone, resumed it is back with the same key; deleted nothing is left of it', async () => {
  await using nova = await startNova();
  const guest = await startGuest(nova, 'sleeper');
  const guests = makeGuests(join(nova.folder, 'compute1', 'var', 'guests'));
  await nova.act(guest.id, { suspend: null });
  await nova.status(guest.id, 'SUSPENDED');
  expect(guests.isRunning(guest.id)).toBe(false);
  await nova.act(guest.id, { resume: null });
  await nova.status(guest.id, 'ACTIVE');
  expect(await guest.run('hostname')).toBe('sleeper');
  await nova.act(guest.id, { pause: null });
  await nova.status(guest.id, 'PAUSED');
  const pid = guest.pid();
  await nova.remove(guest.id);
  expect(ENDED).toContain(stateOf(pid));
  expect(guests.ids()).toEqual([]);
});

test('what a killed nova-compute had in hand is done when it is back', async () => {
  await using nova = await startNova();
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => nova.create(name)));
  await nova.arrived(ids[0]!);
  await nova.stop('compute1', 'nova-compute', 'SIGKILL');
  await nova.start('compute1', 'nova-compute', '2025.1');
  for (const id of ids) await nova.status(id, 'ACTIVE');
});

test('told to stop, nova-compute ends what it has in hand', async () => {
  await using nova = await startNova();
  const id = await nova.create('last minute');
  await nova.arrived(id);
  await nova.stop('compute1', 'nova-compute', 'SIGTERM');
  expect((await nova.show(id)).status).toBe('ACTIVE');
});

test('a server that is deleted while its host is down is gone at once, its guest when the host is back', async () => {
  await using nova = await startNova();
  const guest = await startGuest(nova, 'orphan');
  await nova.stop('compute1', 'nova-compute', 'SIGKILL');
  const services = async () => (await nova.call('GET /v2.1/os-services?binary=nova-compute')).body.services[0].state;
  await expect.poll(services, { timeout: 20_000 }).toBe('down');
  expect((await nova.call(`DELETE /v2.1/servers/${guest.id}`)).status).toBe(204);
  expect((await nova.call(`GET /v2.1/servers/${guest.id}`)).status).toBe(404);
  const pid = guest.pid();
  expect(ENDED).not.toContain(stateOf(pid));
  await nova.start('compute1', 'nova-compute', '2025.1');
  await expect.poll(() => existsSync(guest.home), { timeout: 20_000 }).toBe(false);
  expect(ENDED).toContain(stateOf(pid));
});

test('when the addresses of a host are used up the next guest ends in ERROR', async () => {
  await using nova = await startNova();
  const guest = { metadata: { guest: 'yes' } };
  for (const name of ['a', 'b', 'c']) await nova.booted(name, guest);
  const id = await nova.create('one too many', guest);
  await nova.status(id, 'ERROR');
  expect((await nova.show(id)).fault).toMatchObject({ message: 'No fixed IP addresses available for the guest' });
});
