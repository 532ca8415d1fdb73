import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startCloud } from '../cloud-for-test.ts';
import { glance } from './index.ts';

const FORMATS = { disk_format: 'raw', container_format: 'bare' };
const OCTETS = { 'content-type': 'application/octet-stream' };

type TestCloud = Awaited<ReturnType<typeof startImages>>;

async function startImages(options: { release?: string; registry?: boolean } = {}) {
  await using stack = new AsyncDisposableStack();
  const cloud = stack.use(await startCloud(glance));
  if (options.release === '2026.1') await cloud.phases('expand', 'migrate', 'contract');
  await cloud.start('controller1', 'glance-api', options.release);
  if (options.registry) await cloud.start('controller1', 'glance-registry', options.release);
  const origin = cloud.url('controller1', 'glance-api');
  const all = stack.move();
  const call = (request: string, body?: unknown, headers?: Record<string, string>) =>
    cloud.call(origin, request, body, headers);
  return {
    ...cloud,
    origin,
    call,
    add: async (attributes: object = {}) =>
      (await call('POST /v2/images', { ...FORMATS, ...attributes })).body.id as string,
    show: async (id: string) => (await call(`GET /v2/images/${id}`)).body,
    files: () => readdirSync(join(cloud.databases, 'glance-images'), { recursive: true }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** The head of an upload in chunks; the rest is up to the test. */
async function beginUpload({ origin, token }: TestCloud, id: string) {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (text) => (answer += text));
  socket.write(
    `PUT /v2/images/${id}/file HTTP/1.1\r\nHost: lab\r\nX-Auth-Token: ${token}\r\n` +
      'Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  return {
    socket,
    answer: () => answer,
    chunk: (data: string) => socket.write(`${data.length.toString(16)}\r\n${data}\r\n`),
  };
}

for (const [release, newest] of [
  ['2025.1', 'v2.17'],
  ['2026.1', 'v2.18'],
] as const)
  test(`${release} tells its versions, ${newest} first`, async () => {
    await using cloud = await startImages({ release });
    const links = [{ rel: 'self', href: `${cloud.origin}/v2/` }];
    for (const [request, status] of [
      ['GET /', 300],
      ['GET /versions', 200],
    ] as const) {
      const answer = await cloud.call(request);
      expect(answer.status).toBe(status);
      expect(answer.body.versions[0]).toEqual({ id: newest, status: 'CURRENT', links });
      expect(answer.body.versions.at(-1)).toEqual({ id: 'v2.0', status: 'SUPPORTED', links });
      expect(answer.headers.get('x-openstack-request-id')).toMatch(/^req-/);
    }
    expect(await cloud.call('GET /healthcheck')).toMatchObject({ status: 200, body: 'OK' });
  });

test('an image is made, described, changed, found by its name, and deleted', async () => {
  await using cloud = await startImages();
  const created = await cloud.call('POST /v2/images', { name: 'cirros', ...FORMATS, hw_disk_bus: 'virtio' });
  expect(created.status).toBe(201);
  const { id } = created.body;
  expect(created.headers.get('location')).toBe(`${cloud.origin}/v2/images/${id}`);
  expect(created.body).toMatchObject({
    name: 'cirros',
    status: 'queued',
    visibility: 'shared',
    owner: cloud.project,
    hw_disk_bus: 'virtio',
    size: null,
    checksum: null,
    os_hash_algo: null,
    os_hash_value: null,
    self: `/v2/images/${id}`,
    file: `/v2/images/${id}/file`,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect((await cloud.call('GET /v2/images?name=cirros')).body).toEqual({
    images: [created.body],
    first: '/v2/images?name=cirros',
    schema: '/v2/schemas/images',
  });
  const patch = [
    { op: 'replace', path: '/name', value: 'renamed' },
    { op: 'remove', path: '/hw_disk_bus' },
    { op: 'add', path: '/os_distro', value: 'cirros' },
  ];
  const type = { 'content-type': 'application/openstack-images-v2.1-json-patch' };
  const changed = await cloud.call(`PATCH /v2/images/${id}`, patch, type);
  expect(changed).toMatchObject({ status: 200, body: { name: 'renamed', os_distro: 'cirros' } });
  expect(changed.body).not.toHaveProperty('hw_disk_bus');
  expect((await cloud.call(`DELETE /v2/images/${id}`)).status).toBe(204);
  expect((await cloud.call(`GET /v2/images/${id}`)).status).toBe(404);
  expect((await cloud.call(`DELETE /v2/images/${id}`)).status).toBe(404);
  expect((await cloud.call('GET /v2/images?name=renamed')).body.images).toEqual([]);
});

test('following the links of a list meets every image once, the youngest first', async () => {
  await using cloud = await startImages();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await cloud.add({ name });
  const whole = (await cloud.call('GET /v2/images')).body.images.map((image: { name: string }) => image.name);
  const names: string[] = [];
  let path: string | undefined = '/v2/images?limit=2';
  while (path) {
    const { body } = await cloud.call(`GET ${path}`);
    names.push(...body.images.map((image: { name: string }) => image.name));
    path = body.next;
  }
  expect(names).toEqual(whole);
  expect(names.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('data go in and come out whole, with all that is said about them', async () => {
  await using cloud = await startImages();
  const data = randomBytes(3_000_000);
  const id = await cloud.add();
  expect((await cloud.call(`GET /v2/images/${id}/file`)).status).toBe(204);
  expect((await cloud.call(`PUT /v2/images/${id}/file`, data)).status).toBe(204);
  const md5 = createHash('md5').update(data).digest('hex');
  expect(await cloud.show(id)).toMatchObject({
    status: 'active',
    size: data.length,
    checksum: md5,
    os_hash_algo: 'sha512',
    os_hash_value: createHash('sha512').update(data).digest('hex'),
  });
  const download = await fetch(`${cloud.origin}/v2/images/${id}/file`, { headers: { 'x-auth-token': cloud.token } });
  expect(download.status).toBe(200);
  expect(download.headers.get('content-md5')).toBe(md5);
  expect(download.headers.get('content-type')).toBe('application/octet-stream');
  expect(data.equals(Buffer.from(await download.arrayBuffer()))).toBe(true);
  expect((await cloud.call(`PUT /v2/images/${id}/file`, data)).status).toBe(409);
  expect((await cloud.call(`DELETE /v2/images/${id}`)).status).toBe(204);
  expect(cloud.files()).toEqual(['staging']);
});

test('an upload in chunks is visible while it goes on, and whole at its end', async () => {
  await using cloud = await startImages();
  const id = await cloud.add();
  const upload = await beginUpload(cloud, id);
  upload.chunk('first ');
  await expect.poll(async () => (await cloud.show(id)).status).toBe('saving');
  expect((await cloud.call(`PUT /v2/images/${id}/file`, Buffer.from('other'))).status).toBe(409);
  upload.chunk('second');
  upload.socket.write('0\r\n\r\n');
  await expect.poll(upload.answer).toContain('HTTP/1.1 204');
  upload.socket.destroy();
  expect(await cloud.show(id)).toMatchObject({ status: 'active', size: 12 });
  expect((await cloud.call(`GET /v2/images/${id}/file`)).body).toBe('first second');
});

test('an upload that is broken off leaves a queued image and no data, and can be done again', async () => {
  await using cloud = await startImages();
  const id = await cloud.add();
  const upload = await beginUpload(cloud, id);
  upload.chunk('first ');
  await expect.poll(async () => (await cloud.show(id)).status).toBe('saving');
  upload.socket.destroy();
  await expect.poll(async () => (await cloud.show(id)).status).toBe('queued');
  await expect.poll(cloud.files).toEqual(['staging']);
  expect((await cloud.call(`PUT /v2/images/${id}/file`, Buffer.from('again'))).status).toBe(204);
  expect(await cloud.show(id)).toMatchObject({ status: 'active', size: 5 });
});

test('a server that is stopped gives back the images that it was receiving', async () => {
  await using cloud = await startImages();
  const id = await cloud.add();
  const upload = await beginUpload(cloud, id);
  upload.chunk('first ');
  await expect.poll(async () => (await cloud.show(id)).status).toBe('saving');
  const closed = once(upload.socket, 'close');
  await cloud.stop('controller1', 'glance-api');
  await closed;
  expect(upload.answer()).toBe('');
  await cloud.start('controller1', 'glance-api');
  expect((await cloud.show(id)).status).toBe('queued');
});

test('an image that is deleted while its data come is gone, with its data', async () => {
  await using cloud = await startImages();
  const id = await cloud.add();
  const upload = await beginUpload(cloud, id);
  upload.chunk('first ');
  await expect.poll(async () => (await cloud.show(id)).status).toBe('saving');
  expect((await cloud.call(`DELETE /v2/images/${id}`)).status).toBe(204);
  upload.socket.write('0\r\n\r\n');
  await expect.poll(upload.answer).toContain('HTTP/1.1 410');
  upload.socket.destroy();
  expect(cloud.files()).toEqual(['staging']);
});

test('whoever reads slowly gets all, even of an image that is deleted meanwhile', async () => {
  await using cloud = await startImages();
  const data = randomBytes(8_000_000);
  const id = await cloud.add();
  await cloud.call(`PUT /v2/images/${id}/file`, data);
  const download = await fetch(`${cloud.origin}/v2/images/${id}/file`, { headers: { 'x-auth-token': cloud.token } });
  const chunks: Uint8Array[] = [];
  for await (const chunk of download.body!) {
    if (chunks.length === 0) expect((await cloud.call(`DELETE /v2/images/${id}`)).status).toBe(204);
    chunks.push(chunk);
  }
  expect(data.equals(Buffer.concat(chunks))).toBe(true);
});

test('an import waits for the registry, and none that was accepted is lost', async () => {
  await using cloud = await startImages();
  const ids = await Promise.all([1, 2, 3].map(() => cloud.add()));
  const method = { method: { name: 'glance-direct' } };
  expect((await cloud.call(`POST /v2/images/${ids[0]}/import`, method)).status).toBe(409);
  for (const id of ids) {
    expect((await cloud.call(`PUT /v2/images/${id}/stage`, Buffer.from(`data of ${id}`))).status).toBe(204);
    expect((await cloud.show(id)).status).toBe('uploading');
    expect((await cloud.call(`POST /v2/images/${id}/import`, method)).status).toBe(202);
    expect((await cloud.call(`POST /v2/images/${id}/import`, method)).status).toBe(409);
  }
  expect((await cloud.show(ids[0]!)).status).toBe('importing');
  await cloud.start('controller1', 'glance-registry');
  for (const id of ids) {
    await expect.poll(async () => (await cloud.show(id)).status).toBe('active');
    expect((await cloud.call(`GET /v2/images/${id}/file`)).body).toBe(`data of ${id}`);
  }
  await cloud.stop('controller1', 'glance-registry');
  expect(cloud.files().toSorted()).toEqual([...ids, 'staging'].toSorted());
});

test('what is wrong with a request is said by its status', async () => {
  await using cloud = await startImages();
  const id = await cloud.add();
  const status = async (...call: Parameters<typeof cloud.call>) => (await cloud.call(...call)).status;
  expect(await status('GET /v2/images', undefined, { 'x-auth-token': 'wrong' })).toBe(401);
  expect(await status('GET /v2/images?marker=nowhere')).toBe(400);
  expect(await status('GET /v2/images?limit=none')).toBe(400);
  expect(await status('POST /v2/images', { id })).toBe(409);
  expect(await status('POST /v2/images', { status: 'active' })).toBe(403);
  expect(await status('POST /v2/images', { visibility: 'secret' })).toBe(400);
  expect(await status('PUT /v2/images/nowhere/file', undefined, OCTETS)).toBe(404);
  expect(await status(`PUT /v2/images/${id}/file`, { some: 'json' })).toBe(415);
  expect(await status(`PATCH /v2/images/${id}`, [])).toBe(415);
  expect(await status(`POST /v2/images/${id}/import`, { method: { name: 'by-pigeon' } })).toBe(400);
  const bare = (await cloud.call('POST /v2/images', {})).body.id;
  expect(await status(`PUT /v2/images/${bare}/file`, Buffer.from('x'))).toBe(400);
  const kept = await cloud.add({ protected: true });
  expect(await status(`DELETE /v2/images/${kept}`)).toBe(403);
  const page = await cloud.call('GET /v2/images/nowhere');
  expect(page.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  expect(page.body).toContain('<h1>404 Not Found</h1>\n  Failed to find image nowhere<br />');
});
