import { type Cloud, expect, test } from '../../index.ts';

async function untilStatus({ volume }: Cloud, id: string, status: string): Promise<void> {
  const ask = async () => (await volume.get(`/volumes/${id}`)).data.volume.status;
  await expect
    .poll(ask, { message: `the volume becomes ${status}`, timeout: 60_000, intervals: [50, 100, 250] })
    .toBe(status);
}

test('the volume that lives through the upgrade › tempest.api.volume.test_volumes_get.VolumesGetTest.test_volume_get', async ({
  cloud,
  keepsake,
  when,
}) => {
  if (when === 'before') {
    const name = `kept-${crypto.randomUUID()}`;
    const { id } = (await cloud.volume.post('/volumes', { volume: { name, size: 1 } })).data.volume;
    keepsake.keep('volume', `/volumes/${id}`);
    keepsake.set('volume', { id, name });
  }
  const kept = keepsake.get<{ id: string; name: string }>('volume');
  expect(kept, 'the volume that was made before the upgrade').toBeDefined();
  await untilStatus(cloud, kept?.id ?? '', 'available');
  expect((await cloud.volume.get(`/volumes/${kept?.id}`)).data.volume).toMatchObject({ ...kept, size: 1 });
});

test('tempest.api.volume.test_volumes_actions.VolumesActionsTest.test_attach_detach_volume_to_instance', async ({
  cloud,
}) => {
  // Checks a cloud, and this one may have no compute. Before it gives up an attachment it asks Nova whether the server has done so: where there is none it never does.
  test.skip(!cloud.has('compute'), 'nobody attaches volumes without compute');
  const { volume } = cloud;
  const name = `checked-${crypto.randomUUID()}`;
  await using leftovers = new AsyncDisposableStack();
  const { id } = (await volume.post('/volumes', { volume: { name, size: 1 } })).data.volume;
  leftovers.defer(async () => {
    // An attachment that failed half-way reserves the volume.
    const { data } = await volume.get('/attachments', { params: { volume_id: id } });
    for (const { id: attachment } of data.attachments) await volume.delete(`/attachments/${attachment}`);
    await volume.delete(`/volumes/${id}`);
    const ask = async () => (await volume.get(`/volumes/${id}`, { validateStatus: () => true })).status;
    await expect.poll(ask, { timeout: 60_000, intervals: [50, 100, 250] }).toBe(404);
  });
  await untilStatus(cloud, id, 'available');
  // What a compute node says of itself: which part of it a driver wants depends on the driver.
  const connector = {
    ...{ host: 'checks', ip: '127.0.0.1', initiator: 'iqn.2026-01.checks:none', mountpoint: '/dev/vdb' },
    ...{ multipath: false, platform: 'x86_64', os_type: 'linux' },
  };
  const wanted = { volume_uuid: id, instance_uuid: crypto.randomUUID(), connector };
  const { attachment } = (await volume.post('/attachments', { attachment: wanted })).data;
  try {
    await volume.post(`/attachments/${attachment.id}/action`, { 'os-complete': null });
    await untilStatus(cloud, id, 'in-use');
  } finally {
    await volume.delete(`/attachments/${attachment.id}`);
    await untilStatus(cloud, id, 'available');
  }
});
