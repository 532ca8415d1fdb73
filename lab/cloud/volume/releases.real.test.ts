import { expect, test } from '@playwright/test';
import { startVolumes, UNITS } from './volumes-for-test.ts';

type TestCloud = Awaited<ReturnType<typeof startVolumes>>;

async function wholeLife(cloud: TestCloud): Promise<void> {
  const id = await cloud.create('whole life');
  await cloud.reaches(id, 'available');
  const attach = { 'os-attach': { instance_uuid: 'i', mountpoint: '/dev/vdb' } };
  expect((await cloud.call(`POST /v3/P/volumes/${id}/action`, attach)).status).toBe(202);
  expect((await cloud.call(`POST /v3/P/volumes/${id}/action`, { 'os-detach': {} })).status).toBe(202);
  expect((await cloud.call(`DELETE /v3/P/volumes/${id}`)).status).toBe(202);
  await cloud.reaches(id, 404);
}

test('a volume lives its whole life in every mix on the way, in the order of the procedure', async () => {
  await using cloud = await startVolumes();
  await wholeLife(cloud);
  await cloud.phases('sync');
  await wholeLife(cloud);
  for (const unit of UNITS) {
    await cloud.stop('controller1', unit);
    await cloud.start('controller1', unit, '2026.1');
    await wholeLife(cloud);
  }
  for (const unit of ['cinder-api', 'cinder-scheduler']) {
    cloud.signal('controller1', unit, 'SIGHUP');
    await wholeLife(cloud);
  }
  await cloud.phases('online');
  await wholeLife(cloud);
});

test('told to look again too early, new code still speaks to old readers in their version', async () => {
  await using cloud = await startVolumes({ nodes: ['controller1', 'controller2'] });
  await cloud.phases('sync');
  for (const unit of ['cinder-api', 'cinder-scheduler', 'cinder-volume'])
    await cloud.start('controller2', unit, '2026.1');
  await cloud.stop('controller1', 'cinder-scheduler');
  cloud.signal('controller2', 'cinder-scheduler', 'SIGHUP');
  const id = await cloud.create('of the new API', 'controller2');
  await cloud.reaches(id, 'available');
});

test('new code answers 500 before sync, old code goes on after it', async () => {
  await using cloud = await startVolumes();
  await cloud.stop('controller1', 'cinder-api');
  await cloud.start('controller1', 'cinder-api', '2026.1');
  const early = await cloud.call('POST /v3/P/volumes', { volume: { size: 1, name: 'early' } });
  expect(early).toMatchObject({ status: 500, body: { computeFault: { code: 500 } } });
  await cloud.phases('sync');
  await wholeLife(cloud);
  expect((await cloud.call('GET /v3/P/volumes')).body).toEqual({ volumes: [] });
  await cloud.stop('controller1', 'cinder-api');
  await cloud.start('controller1', 'cinder-api', '2025.1');
  await wholeLife(cloud);
});

test('cinder-status says by its exit code whether something is left to do', async () => {
  await using cloud = await startVolumes({ units: ['cinder-api'] });
  await cloud.create('old');
  const check = async () => {
    const { code, stdout } = await cloud.tool('cinder-status', '2026.1', 'upgrade', 'check');
    return [code, /Details: (.*?)\s+\|/.exec(stdout)?.[1]];
  };
  expect(await check()).toEqual([1, 'cinder-manage db sync is to be run.']);
  await cloud.phases('sync');
  expect(await check()).toEqual([1, '1 volumes wait for cinder-manage db online_data_migrations.']);
  await cloud.phases('online');
  expect(await check()).toEqual([0, 'None']);
  const manage = async (...words: string[]) => (await cloud.tool('cinder-manage', '2026.1', 'db', ...words)).code;
  expect(await manage('shrink')).toBe(2);
  expect(await manage('online_data_migrations', '--max_count', '0')).toBe(127);
});
