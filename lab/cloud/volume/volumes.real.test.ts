import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startVolumes } from './volumes-for-test.ts';

const version = (wanted: string) => ({ 'openstack-api-version': `volume ${wanted}` });

for (const [release, newest] of [
  ['2025.1', '3.71'],
  ['2026.1', '3.72'],
] as const)
  test(`${release} tells its versions up to ${newest}, and serves those`, async () => {
    await using cloud = await startVolumes({ release, units: ['cinder-api'] });
    const versions = await cloud.call('GET /');
    expect(versions.status).toBe(300);
    expect(versions.body.versions).toEqual([
      expect.objectContaining({ id: 'v3.0', status: 'CURRENT', version: newest, min_version: '3.0' }),
    ]);
    expect(await cloud.call('GET /v3/')).toMatchObject({ status: 200, body: versions.body });
    const answered = async (wanted: string) => {
      const { status, headers } = await cloud.call('GET /v3/P/volumes', undefined, version(wanted));
      return [status, headers.get('openstack-api-version')];
    };
    expect(await answered(newest)).toEqual([200, `volume ${newest}`]);
    expect(await answered('latest')).toEqual([200, `volume ${newest}`]);
    expect((await cloud.call('GET /v3/P/volumes')).headers.get('openstack-api-version')).toBe('volume 3.0');
    const refused = await cloud.call('GET /v3/P/volumes', undefined, version('3.99'));
    expect(refused).toMatchObject({ status: 406, body: { computeFault: { code: 406 } } });
    expect(refused.body.computeFault.message).toContain(`maximum is ${newest}`);
  });

test('a volume is made, described, found by its name, and deleted', async () => {
  await using cloud = await startVolumes();
  const created = await cloud.call('POST /v3/P/volumes', {
    volume: { size: 2, name: 'data', description: 'mine', metadata: { color: 'red' } },
  });
  expect(created).toMatchObject({
    status: 202,
    body: { volume: { status: 'creating', size: 2, name: 'data', volume_type: '__DEFAULT__', attachments: [] } },
  });
  const { id } = created.body.volume;
  await cloud.reaches(id, 'available');
  const { volume } = (await cloud.call(`GET /v3/P/volumes/${id}`, undefined, version('3.65'))).body;
  expect(volume).toMatchObject({
    'os-vol-host-attr:host': 'lab@lvm#lvm',
    metadata: { color: 'red' },
    consumes_quota: true,
  });
  const links = expect.any(Array);
  expect((await cloud.call('GET /v3/P/volumes?name=data')).body).toEqual({ volumes: [{ id, name: 'data', links }] });
  expect((await cloud.call('GET /v3/P/volumes?name=other')).body).toEqual({ volumes: [] });
  expect((await cloud.call(`DELETE /v3/P/volumes/${id}`)).status).toBe(202);
  await cloud.reaches(id, 404);
});

test('following the links of a list meets every volume once', async () => {
  await using cloud = await startVolumes({ units: ['cinder-api'] });
  for (const name of ['a', 'b', 'c', 'd', 'e']) await cloud.create(name);
  const names: string[] = [];
  let path: string | undefined = '/v3/P/volumes/detail?limit=2';
  while (path) {
    const { body } = await cloud.call(`GET ${path}`);
    names.push(...body.volumes.map((volume: { name: string }) => volume.name));
    path = body.volumes_links?.[0].href.slice(cloud.origin.length);
  }
  expect(names.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a volume is attached and detached by actions', async () => {
  await using cloud = await startVolumes();
  const id = await cloud.create('data');
  await cloud.reaches(id, 'available');
  const act = async (body: object) => (await cloud.call(`POST /v3/P/volumes/${id}/action`, body)).status;
  const attach = { 'os-attach': { instance_uuid: randomUUID(), mountpoint: '/dev/vdb' } };
  expect(await act(attach)).toBe(202);
  const { volume } = (await cloud.call(`GET /v3/P/volumes/${id}`)).body;
  expect(volume).toMatchObject({
    status: 'in-use',
    attachments: [{ server_id: attach['os-attach'].instance_uuid, device: '/dev/vdb', volume_id: id }],
  });
  expect(await act(attach)).toBe(400);
  expect((await cloud.call(`DELETE /v3/P/volumes/${id}`)).status).toBe(400);
  expect(await act({ 'os-detach': { attachment_id: volume.attachments[0].attachment_id } })).toBe(202);
  expect(await cloud.status(id)).toBe('available');
  expect(await act({ 'os-detach': {} })).toBe(404);
});

test('a volume is attached and detached by attachments', async () => {
  await using cloud = await startVolumes();
  const id = await cloud.create('data');
  await cloud.reaches(id, 'available');
  const call = (request: string, body?: unknown, minor = 71) => cloud.call(request, body, version(`3.${minor}`));
  const wanted = { volume_uuid: id, instance_uuid: randomUUID() };
  expect((await call('POST /v3/P/attachments', { attachment: wanted }, 26)).status).toBe(404);

  const reserved = await call('POST /v3/P/attachments', { attachment: wanted });
  expect(reserved).toMatchObject({ status: 200, body: { attachment: { status: 'reserved', volume_id: id } } });
  expect(await cloud.status(id)).toBe('reserved');
  expect((await call('POST /v3/P/attachments', { attachment: wanted })).status).toBe(400);
  expect((await call('GET /v3/P/attachments')).body.attachments).toMatchObject([{ status: 'reserved' }]);
  const gone = await call(`DELETE /v3/P/attachments/${reserved.body.attachment.id}`);
  expect(gone).toMatchObject({ status: 200, body: { attachments: [] } });
  expect(await cloud.status(id)).toBe('available');

  const connector = { host: 'compute1', initiator: 'iqn.1993-08.org.debian:01:lab' };
  const { attachment } = (await call('POST /v3/P/attachments', { attachment: { ...wanted, connector } })).body;
  expect(attachment).toMatchObject({ status: 'attaching', connection_info: { driver_volume_type: 'iscsi' } });
  expect((await call(`POST /v3/P/attachments/${attachment.id}/action`, { 'os-complete': null })).status).toBe(204);
  expect((await call(`GET /v3/P/attachments/${attachment.id}`)).body.attachment.status).toBe('attached');
  expect(await cloud.status(id)).toBe('in-use');
  expect((await call(`DELETE /v3/P/attachments/${attachment.id}`)).status).toBe(200);
  expect(await cloud.status(id)).toBe('available');
});

test('nobody who could make it: the volume is in error, and can be deleted', async () => {
  await using cloud = await startVolumes({ units: ['cinder-api', 'cinder-scheduler'] });
  const id = await cloud.create('data');
  await cloud.reaches(id, 'error');
  expect((await cloud.call(`DELETE /v3/P/volumes/${id}`)).status).toBe(202);
  expect(await cloud.status(id)).toBe(404);
});

test('a backend that is disabled gets no new volumes until it is enabled', async () => {
  await using cloud = await startVolumes();
  const backend = { binary: 'cinder-volume', host: 'lab@lvm' };
  const reason = { ...backend, disabled_reason: 'new disks' };
  const disabled = await cloud.call('PUT /v3/P/os-services/disable-log-reason', reason);
  expect(disabled).toMatchObject({ status: 200, body: { ...reason, status: 'disabled', disabled: true } });
  expect((await cloud.call('GET /v3/P/os-services?host=lab@lvm')).body.services).toMatchObject([
    { ...reason, status: 'disabled', state: 'up', zone: 'nova' },
  ]);
  await cloud.reaches(await cloud.create('early'), 'error');
  expect((await cloud.call('PUT /v3/P/os-services/enable', backend)).status).toBe(200);
  await cloud.reaches(await cloud.create('late'), 'available');
  expect((await cloud.call('PUT /v3/P/os-services/disable', { ...backend, host: 'nowhere' })).status).toBe(404);
});

test('what is wrong with a request is said by its status', async () => {
  await using cloud = await startVolumes({ units: ['cinder-api'] });
  const { status, body } = await cloud.call('GET /v3/P/volumes/nowhere');
  expect([status, body.itemNotFound]).toEqual([404, { code: 404, message: 'Volume nowhere could not be found.' }]);
  const statusOf = async (...call: Parameters<typeof cloud.call>) => (await cloud.call(...call)).status;
  expect(await statusOf('GET /v3/P/volumes', undefined, { 'x-auth-token': 'wrong' })).toBe(401);
  expect(await statusOf('GET /v3/elsewhere/volumes')).toBe(400);
  expect(await statusOf('POST /v3/P/volumes', { volume: { name: 'x' } })).toBe(400);
  expect(await statusOf('POST /v3/P/volumes', { volume: { size: 0 } })).toBe(400);
  expect(await statusOf('POST /v3/P/volumes', { volume: { size: 1, volume_type: 'golden' } })).toBe(404);
  expect(await statusOf('GET /v3/P/volumes?marker=nowhere')).toBe(404);
  expect((await cloud.call('GET /v3/P/types')).body.volume_types).toMatchObject([{ name: '__DEFAULT__' }]);
});
