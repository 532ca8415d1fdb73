import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { openDatabase } from '../../database/index.ts';
import { makeServer } from '../../http/index.ts';
import { bootstrap } from '../bootstrap.ts';
import { findRelease } from '../release.ts';
import { identityApi } from './index.ts';

const PASSWORD = 'for this test';

async function startIdentity(releaseName = '2025.1') {
  const database = openDatabase(':memory:');
  await bootstrap(database, { password: PASSWORD, publicUrl: 'http://cloud.example:5000/v3' });
  const logged: string[] = [];
  const release = findRelease(releaseName);
  const clock = { milliseconds: Date.UTC(2026, 3, 1) };
  const api = identityApi({
    release,
    database,
    lifetimeSeconds: 3600,
    clock: () => clock.milliseconds,
    log: (line) => logged.push(line),
  });
  const server = makeServer(api).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const call = async (request: string, headers: Record<string, string> = {}, body?: unknown) => {
    const [method = '', path = ''] = request.split(' ');
    const payload = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(origin + path, { method, headers, body: payload });
    const text = await response.text();
    const json = response.headers.get('content-type') === 'application/json';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  const login = (password = PASSWORD, scope: unknown = { project: { name: 'admin', domain: { id: 'default' } } }) =>
    call('POST /v3/auth/tokens', {}, loginBody('admin', password, scope));
  return {
    origin,
    clock,
    database,
    logged,
    call,
    login,
    token: async () => (await login()).headers.get('x-subject-token')!,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
      database[Symbol.dispose]();
    },
  };
}

const loginBody = (name: string, password: string, scope: unknown) => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name, domain: { name: 'Default' }, password } } },
    ...(scope === undefined ? {} : { scope }),
  },
});

for (const [release, id] of [
  ['2025.1', 'v3.14'],
  ['2026.1', 'v3.15'],
] as const)
  test(`version documents of ${release} say ${id}`, async () => {
    using identity = await startIdentity(release);
    const versions = await identity.call('GET /');
    expect(versions.status).toBe(300);
    const document = {
      id,
      status: 'stable',
      updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00Z$/),
      links: [{ rel: 'self', href: `${identity.origin}/v3/` }],
      'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
    };
    expect(versions.body).toEqual({ versions: { values: [document] } });
    expect(await identity.call('GET /v3')).toMatchObject({ status: 200, body: { version: document } });
  });

test('a token is issued, validated, and after its revocation neither found nor accepted', async () => {
  using identity = await startIdentity();
  const login = await identity.login();
  expect(login.status).toBe(201);
  expect(login.body.token).toMatchObject({
    methods: ['password'],
    user: { name: 'admin', domain: { id: 'default', name: 'Default' }, password_expires_at: null },
    project: { name: 'admin', domain: { id: 'default' } },
    roles: [{ name: 'admin' }, { name: 'member' }, { name: 'reader' }],
    issued_at: '2026-04-01T00:00:00.000000Z',
    expires_at: '2026-04-01T01:00:00.000000Z',
    catalog: [
      {
        type: 'identity',
        name: 'keystone',
        endpoints: [{ interface: 'public', region: 'RegionOne', url: 'http://cloud.example:5000/v3' }],
      },
    ],
  });
  const subject = login.headers.get('x-subject-token')!;
  const caller = await identity.token();
  const headers = { 'x-auth-token': caller, 'x-subject-token': subject };
  const validation = await identity.call('GET /v3/auth/tokens', headers);
  expect(validation).toMatchObject({ status: 200, body: login.body });
  expect(validation.headers.get('x-subject-token')).toBe(subject);
  expect((await identity.call('DELETE /v3/auth/tokens', headers)).status).toBe(204);
  expect((await identity.call('GET /v3/auth/tokens', headers)).status).toBe(404);
  expect((await identity.call('GET /v3/projects', { 'x-auth-token': subject })).status).toBe(401);
});

test('other projects have an account and a place in the catalogue, however often they are told to identity', async () => {
  using identity = await startIdentity();
  for (const port of [1, 2])
    await bootstrap(identity.database, {
      password: PASSWORD,
      publicUrl: 'http://cloud.example:5000/v3',
      endpoints: { nova: `http://cloud.example:${port}`, cinder: `http://cloud.example:${port}` },
    });
  const scope = { project: { name: 'service', domain: { id: 'default' } } };
  const login = await identity.call('POST /v3/auth/tokens', {}, loginBody('cinder', PASSWORD, scope));
  expect(login.status).toBe(201);
  const { token } = login.body;
  expect(token.roles).toMatchObject([{ name: 'admin' }, { name: 'service' }]);
  const volumes = `http://cloud.example:2/v3/${token.project.id}`;
  expect(
    token.catalog.map((entry: { type: string; endpoints: { url: string }[] }) => [
      entry.type,
      entry.endpoints.map(({ url }) => url),
    ]),
  ).toEqual([
    ['block-storage', [volumes]],
    ['volumev3', [volumes]],
    ['identity', ['http://cloud.example:5000/v3']],
    ['compute', ['http://cloud.example:2/v2.1']],
  ]);
});

test('a token ends when its time is over', async () => {
  using identity = await startIdentity();
  const token = await identity.token();
  identity.clock.milliseconds += 3_599_000;
  expect((await identity.call('GET /v3/projects', { 'x-auth-token': token })).status).toBe(200);
  identity.clock.milliseconds += 1_000;
  expect((await identity.call('GET /v3/projects', { 'x-auth-token': token })).status).toBe(401);
});

test('a wrong login gets one and the same answer, in the shape that clients know', async () => {
  using identity = await startIdentity();
  const wrongPassword = await identity.login('wrong');
  expect(wrongPassword.status).toBe(401);
  expect(wrongPassword.headers.get('www-authenticate')).toBe(`Keystone uri="${identity.origin}/v3"`);
  expect(wrongPassword.body).toEqual({
    error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
  });
  const unknownUser = await identity.call('POST /v3/auth/tokens', {}, loginBody('nobody', PASSWORD, undefined));
  const unknownProject = await identity.login(PASSWORD, { project: { id: 'nowhere' } });
  expect([unknownUser.body, unknownProject.body]).toEqual([wrongPassword.body, wrongPassword.body]);
});

test('projects are created, listed, shown and deleted; a name is there once', async () => {
  using identity = await startIdentity();
  const headers = { 'x-auth-token': await identity.token() };
  const body = { project: { name: 'acme', description: 'Rockets' } };
  const created = await identity.call('POST /v3/projects', headers, body);
  expect(created).toMatchObject({
    status: 201,
    body: { project: { name: 'acme', description: 'Rockets', domain_id: 'default', enabled: true, is_domain: false } },
  });
  const { id } = created.body.project;
  expect((await identity.call('GET /v3/projects?name=acme', headers)).body.projects).toEqual([created.body.project]);
  expect((await identity.call(`GET /v3/projects/${id}`, headers)).body).toEqual(created.body);
  expect(await identity.call('POST /v3/projects', headers, body)).toMatchObject({
    status: 409,
    body: {
      error: { code: 409, title: 'Conflict', message: expect.stringContaining('Duplicate entry found with name acme') },
    },
  });
  expect((await identity.call(`DELETE /v3/projects/${id}`, headers)).status).toBe(204);
  expect((await identity.call(`GET /v3/projects/${id}`, headers)).status).toBe(404);
  expect((await identity.call(`DELETE /v3/projects/${id}`, headers)).status).toBe(404);
});

test('following the links of a list meets every project once', async () => {
  using identity = await startIdentity();
  const headers = { 'x-auth-token': await identity.token() };
  for (const name of ['a', 'b', 'c', 'd']) await identity.call('POST /v3/projects', headers, { project: { name } });
  const names: string[] = [];
  let path: string | null = '/v3/projects?limit=2';
  while (path !== null) {
    const page = await identity.call(`GET ${path}`, headers);
    expect(page.body.projects.length).toBeLessThanOrEqual(2);
    names.push(...page.body.projects.map((project: { name: string }) => project.name));
    path = page.body.links.next?.slice(identity.origin.length) ?? null;
  }
  expect(names.sort()).toEqual(['a', 'admin', 'b', 'c', 'd', 'service']);
});

test('a user without a role may log in, but not administer', async () => {
  using identity = await startIdentity();
  const headers = { 'x-auth-token': await identity.token() };
  const user = { name: 'alice', password: 'wonderland' };
  expect((await identity.call('POST /v3/users', headers, { user })).status).toBe(201);
  expect((await identity.call('POST /v3/users', headers, { user })).status).toBe(409);
  expect((await identity.call('GET /v3/users?name=alice', headers)).body.users).toMatchObject([{ name: 'alice' }]);
  const login = await identity.call('POST /v3/auth/tokens', {}, loginBody('alice', 'wonderland', undefined));
  expect(login.status).toBe(201);
  expect(login.body.token.project).toBeUndefined();
  const alice = { 'x-auth-token': login.headers.get('x-subject-token')! };
  expect((await identity.call('POST /v3/projects', alice, { project: { name: 'hers' } })).status).toBe(403);
});

test('what is wrong with a request is said by its status', async () => {
  using identity = await startIdentity();
  const headers = { 'x-auth-token': await identity.token() };
  const status = async (...call: Parameters<typeof identity.call>) => {
    const answer = await identity.call(...call);
    expect(answer.body.error).toMatchObject({
      code: answer.status,
      title: expect.any(String),
      message: expect.any(String),
    });
    return answer.status;
  };
  expect(await status('POST /v3/projects', headers, '{"project":')).toBe(400);
  expect(await status('POST /v3/projects', headers, { project: {} })).toBe(400);
  expect(await status('POST /v3/auth/tokens', {}, {})).toBe(400);
  expect(await status('GET /v3/projects?limit=none', headers)).toBe(400);
  expect(await status('GET /v3/projects')).toBe(401);
  expect(await status('GET /v3/auth/tokens', headers)).toBe(404);
  expect(await status('GET /v4', headers)).toBe(404);
  expect(await status('PUT /v3', headers)).toBe(405);
  expect(await status('POST /v3/projects', headers, { project: { name: 'x', description: 'y'.repeat(120_000) } })).toBe(
    413,
  );
});

test('new code on an old schema answers 500 where it needs the new one, and tells the operator why', async () => {
  using identity = await startIdentity('2026.1');
  expect(await identity.login()).toMatchObject({
    status: 500,
    body: { error: { message: 'An unexpected error prevented the server from fulfilling your request.' } },
  });
  expect(identity.logged).toEqual([expect.stringContaining('no column named expires_at')]);
  expect(await identity.call('GET /healthcheck')).toMatchObject({ status: 200, body: 'OK' });
});

test('the health check asks the database', async () => {
  using identity = await startIdentity();
  expect(await identity.call('GET /healthcheck')).toMatchObject({ status: 200, body: 'OK' });
  identity.database.script('ALTER TABLE domain RENAME TO elsewhere');
  expect((await identity.call('GET /healthcheck')).status).toBe(500);
});
