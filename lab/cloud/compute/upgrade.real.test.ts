import { expect, test } from '@playwright/test';
import { startNova } from './nova-for-test.ts';

const [OLD, NEW] = ['2025.1', '2026.1'];
const CONTROL = ['nova-conductor', 'nova-scheduler', 'nova-consoleauth', 'nova-api'];

test('new code breaks before the syncs while its version document is well; old code works after them', async () => {
  await using nova = await startNova();
  await nova.restart('controller1', 'nova-api', NEW);
  const versions = await nova.call('GET /');
  expect(versions.body.versions[1]).toMatchObject({ id: 'v2.1', version: '2.103', min_version: '2.1' });
  expect((await nova.call('GET /v2.1/servers')).status).toBe(500);
  await nova.phases('api_db');
  expect((await nova.call('GET /v2.1/flavors')).status).toBe(200);
  expect((await nova.call('GET /v2.1/servers')).status).toBe(500);
  await nova.phases('sync');
  expect((await nova.call('GET /v2.1/servers')).status).toBe(200);
  await nova.restart('controller1', 'nova-api', OLD);
  await nova.booted('by old code');
});

test('with upgrade_levels auto every mix of releases works, from the syncs to the last row moved', async () => {
  await using nova = await startNova();
  const survivor = await nova.booted('survivor');
  const status = () => nova.tool('nova-status', NEW, 'upgrade', 'check');
  expect((await status()).code).toBe(2);
  await nova.phases('api_db', 'sync');
  for (const unit of CONTROL) {
    await nova.restart('controller1', unit, NEW);
    await nova.remove(await nova.booted(`with new ${unit}`));
  }
  expect((await status()).code).toBe(1);
  await nova.restart('compute1', 'nova-compute', NEW);
  await nova.act(survivor, { pause: null });
  await nova.status(survivor, 'PAUSED');
  await nova.act(survivor, { unpause: null });
  await nova.status(survivor, 'ACTIVE');
  expect((await nova.tool('nova-manage', NEW, 'db', 'online_data_migrations', '--max-count', '5')).code).toBe(1);
  await nova.phases('online');
  expect(await status()).toMatchObject({ code: 0, stdout: expect.stringContaining('Upgrade Check Results') });
});

test('without upgrade_levels the server ends in ERROR though every call said 2xx', async () => {
  await using nova = await startNova();
  await nova.phases('api_db', 'sync');
  nova.configure('controller1', { upgrade_levels: {} });
  const paused = await nova.booted('made before');
  await nova.restart('controller1', 'nova-conductor', NEW);
  const built = await nova.create('made by a new conductor');
  await nova.status(built, 'ERROR');
  expect((await nova.show(built)).fault).toMatchObject({
    code: 500,
    message: expect.stringMatching(/^UnsupportedVersion: /),
  });
  await nova.restart('controller1', 'nova-api', NEW);
  expect((await nova.act(paused, { pause: null })).status).toBe(202);
  await nova.status(paused, 'ERROR');
});

test('the lowest version is remembered until SIGHUP', async () => {
  await using nova = await startNova();
  await nova.phases('api_db', 'sync');
  await nova.restart('compute1', 'nova-compute', NEW);
  await nova.restart('controller1', 'nova-conductor', NEW);
  // An old nova-compute that the conductor does not know of: it goes on sending what all understood when it started.
  await nova.start('compute2', 'nova-compute', OLD);
  const there = { availability_zone: 'nova:compute2' };
  const refused = await nova.create('before', there);
  await nova.status(refused, 'ERROR');
  nova.signal('controller1', 'nova-conductor', 'SIGHUP');
  // A signal tells nobody when it has arrived.
  const outcome = async () => {
    const id = await nova.create('after', there);
    await expect.poll(async () => (await nova.show(id)).status, { intervals: [20], timeout: 20_000 }).not.toBe('BUILD');
    return (await nova.show(id)).status;
  };
  await expect.poll(outcome, { timeout: 20_000 }).toBe('ACTIVE');
});
