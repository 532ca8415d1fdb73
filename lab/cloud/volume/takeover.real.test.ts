import { expect, test } from '@playwright/test';
import { startVolumes } from './volumes-for-test.ts';

const NODES = ['controller1', 'controller2'];

test('the second stands by, visibly, and takes over when the first is stopped: nothing that was accepted is lost', async () => {
  await using cloud = await startVolumes({ nodes: NODES });
  await cloud.start('controller2', 'cinder-volume');
  expect(await cloud.services()).toEqual([
    'cinder-scheduler controller1 enabled up',
    'cinder-volume controller1@lvm enabled up',
    'cinder-volume controller2@lvm disabled up',
    'cinder-volume lab@lvm enabled up',
  ]);

  const ids: string[] = [];
  const creating = (async () => {
    for (let number = 0; number < 60; number += 1) ids.push(await cloud.create(`v${number}`));
  })();
  await expect.poll(() => ids.length).toBeGreaterThan(10);
  await cloud.stop('controller1', 'cinder-volume');
  await creating;
  for (const id of ids) await cloud.reaches(id, 'available');
  const names = (await cloud.call('GET /v3/P/volumes')).body.volumes.map((volume: { name: string }) => volume.name);
  expect(names.toSorted()).toEqual(ids.map((_, number) => `v${number}`).toSorted());

  await cloud.start('controller1', 'cinder-volume');
  await expect
    .poll(() => cloud.services())
    .toEqual([
      'cinder-scheduler controller1 enabled up',
      'cinder-volume controller1@lvm disabled up',
      'cinder-volume controller2@lvm enabled up',
      'cinder-volume lab@lvm enabled up',
    ]);
});

test('one that is killed is followed by the other, which does again what was in hand', async () => {
  await using cloud = await startVolumes({ nodes: NODES });
  await cloud.start('controller2', 'cinder-volume');
  const ids = await Promise.all(Array.from({ length: 20 }, (_, number) => cloud.create(`v${number}`)));
  await cloud.stop('controller1', 'cinder-volume', 'SIGKILL');
  for (const id of ids) await cloud.reaches(id, 'available');
});

test('volumes go on being made and deleted while no cinder-volume runs for a moment', async () => {
  await using cloud = await startVolumes();
  const old = await cloud.create('old');
  await cloud.reaches(old, 'available');
  await cloud.stop('controller1', 'cinder-volume');
  const fresh = await cloud.create('fresh');
  expect((await cloud.call(`DELETE /v3/P/volumes/${old}`)).status).toBe(202);
  expect(await cloud.status(old)).toBe('deleting');
  await cloud.start('controller1', 'cinder-volume');
  await cloud.reaches(fresh, 'available');
  await cloud.reaches(old, 404);
});
