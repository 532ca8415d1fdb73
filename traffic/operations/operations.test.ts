import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Profile } from '../profile.ts';
import { type Answer, examine, measuresBody, needsBody } from './examine.ts';
import { atPointer } from './pointer.ts';
import { renderRequest } from './render.ts';
import { parseVersion } from './version.ts';

function operationOf(operation: object) {
  const lanes = { only: { share: 1, connection: 'fresh' } };
  const operations = { it: { weight: 1, request: 'GET /', ...operation } };
  return Profile.parse({ service: 'service', rate: 1, sessions: 1, lanes, operations }).operations.it!;
}

const answerOf = (status: number, body: unknown = '', headers: Record<string, string> = {}): Answer => ({
  status,
  header: (name) => headers[name],
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

test.describe('rendering', () => {
  test('puts variables into path, headers and the strings of the body', () => {
    const create = operationOf({
      request: 'POST /v3/${project}/things',
      headers: { 'X-Auth-Token': '${token}', Accept: 'application/json' },
      body: { thing: { name: '${mark}', tags: ['a-${project}'], size: 3, on: true } },
    });
    expect(renderRequest(create, { project: 'p1', token: 't=/+', mark: 'run-7' })).toEqual({
      ok: true,
      request: {
        method: 'POST',
        path: '/v3/p1/things',
        headers: { 'x-auth-token': 't=/+', accept: 'application/json', 'content-type': 'application/json' },
        body: '{"thing":{"name":"run-7","tags":["a-p1"],"size":3,"on":true}}',
      },
    });
  });

  test('says which variable is missing, also where objects have such a property by themselves', () => {
    for (const variable of ['token', 'constructor', 'toString'])
      for (const operation of [
        { request: `GET /x/\${${variable}}` },
        { headers: { 'x-auth': `\${${variable}}` } },
        { request: 'POST /', body: [`\${${variable}}`] },
      ])
        expect(renderRequest(operationOf(operation), {})).toEqual({ ok: false, variable, why: 'missing' });
  });

  test('never lets a value out of its place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        (value) => {
          const operation = operationOf({ request: 'POST /a/${v}/b', body: { in: '<${v}>' } });
          const rendering = renderRequest(operation, { v: value });
          if (!rendering.ok) throw new Error('expected a request');
          expect(rendering.request.path).toMatch(/^\/a\/[^/?#\s]*\/b$/);
          expect(JSON.parse(rendering.request.body!)).toEqual({ in: `<${value}>` });
        },
      ),
    );
    const header = operationOf({ headers: { 'x-auth': '${v}' } });
    expect(renderRequest(header, { v: 'a\r\nx-evil: 1' })).toEqual({ ok: false, variable: 'v', why: 'unfit' });
  });

  test('a content type of its own is left alone, and no body has none', () => {
    const patch = operationOf({
      request: 'PATCH /',
      headers: { 'Content-Type': 'application/json-patch+json' },
      body: [],
    });
    expect(renderRequest(patch, {})).toMatchObject({
      request: { headers: { 'content-type': 'application/json-patch+json' } },
    });
    expect(renderRequest(operationOf({}), {})).toMatchObject({ request: { headers: {}, body: undefined } });
  });
});

test.describe('examining', () => {
  test('an expected status with the right content is fine, and tells version and values to keep', () => {
    const login = operationOf({
      expect: [200, 201],
      holds: { '/token/user': '${user}', '/token/roles/0': 'admin' },
      version: { body: '/version/id' },
      keep: { token: { header: 'X-Subject-Token' }, expires: { body: '/token/expires' } },
    });
    const body = { token: { user: 'ann', roles: ['admin'], expires: 12 }, version: { id: 'v3.14' } };
    const answer = answerOf(201, body, { 'x-subject-token': 'secret' });
    expect(examine(login, { user: 'ann' }, answer)).toEqual({
      failure: 'none',
      version: { major: 3, minor: 14 },
      kept: { token: 'secret', expires: '12' },
    });
    expect(examine(login, { user: 'bob' }, answer).failure).toBe('content');
    expect(examine(login, {}, answer).failure).toBe('content');
    expect(examine(login, { user: 'ann' }, answerOf(201, body)).failure).toBe('content');
    expect(examine(login, { user: 'ann' }, answerOf(201, 'no json', { 'x-subject-token': 's' }))).toEqual({
      failure: 'content',
      version: undefined,
      kept: {},
    });
  });

  test('another status is a failure that keeps nothing but still tells its version', () => {
    const get = operationOf({ version: { header: 'X-Version' }, keep: { spare: { header: 'x-spare' } } });
    const answer = answerOf(503, '', { 'x-version': 'compute 2.9', 'x-spare': 's' });
    expect(examine(get, {}, answer)).toEqual({ failure: 'status', version: { major: 2, minor: 9 }, kept: {} });
  });

  test('values are compared whole', () => {
    const get = operationOf({ holds: { '/list': [{ id: 1 }] } });
    expect(examine(get, {}, answerOf(200, { list: [{ id: 1 }] })).failure).toBe('none');
    expect(examine(get, {}, answerOf(200, { list: [{ id: 1, more: 2 }] })).failure).toBe('content');
  });

  test('a body is held against its length, then its bytes, then its shape, then what it must hold', () => {
    const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
    const get = operationOf({ answer: { bytes: 8, sha256: 'A'.repeat(64), schema }, holds: { '/id': 7 } });
    const of = (bytes: number, digit: string, body: string) =>
      examine(get, {}, { ...answerOf(200, body), measured: { bytes, sha256: digit.repeat(64) } }).failure;
    expect(of(8, 'a', '{"id":7}')).toBe('none');
    expect(of(9, 'b', '{"id":""}')).toBe('length');
    expect(of(8, 'b', '{"id":""}')).toBe('checksum');
    expect(of(8, 'a', '{"id":""}')).toBe('schema');
    expect(of(8, 'a', 'no json')).toBe('schema');
    expect(of(8, 'a', '{"id":8}')).toBe('content');
    expect(examine(get, {}, answerOf(200, '{"id":7}')).failure).toBe('length');
    expect(examine(get, {}, answerOf(500, '')).failure).toBe('status');
  });

  test('bodies are asked for only where something is looked up in them', () => {
    expect(needsBody(operationOf({ version: { header: 'a' }, keep: { b: { header: 'b' } } }))).toBe(false);
    expect(needsBody(operationOf({ holds: { '/a': 1 } }))).toBe(true);
    expect(needsBody(operationOf({ answer: { schema: { type: 'object' } } }))).toBe(true);
    expect(needsBody(operationOf({ answer: { bytes: 1, sha256: 'a'.repeat(64) } }))).toBe(false);
    expect(measuresBody(operationOf({ answer: { schema: {} } }))).toBe(false);
    expect(measuresBody(operationOf({ answer: { bytes: 0 } }))).toBe(true);
    expect(needsBody(operationOf({ version: { body: '/a' } }))).toBe(true);
    expect(needsBody(operationOf({ keep: { a: { body: '/a' } } }))).toBe(true);
  });
});

test('pointers follow RFC 6901', () => {
  const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'm~n': 8, '~1': 9, nested: { deep: null } };
  const found = ['/foo/0', '/', '/a~1b', '/m~0n', '/~01', '/nested/deep'].map((pointer) =>
    atPointer(document, pointer),
  );
  expect(found).toEqual(['bar', 0, 1, 8, 9, null]);
  for (const pointer of ['/foo/2', '/foo/01', '/foo/length', '/nested/deep/x', '/constructor', '/foo/0/0'])
    expect(atPointer(document, pointer)).toBeUndefined();
});

test('versions are found in the texts that services write', () => {
  expect(parseVersion('v3.14')).toEqual({ major: 3, minor: 14 });
  expect(parseVersion('compute 2.10')).toEqual({ major: 2, minor: 10 });
  expect(parseVersion('2.96.1')).toEqual({ major: 2, minor: 96 });
  expect(parseVersion('latest')).toBeUndefined();
  expect(parseVersion('3')).toBeUndefined();
});

test('whatever a body holds, what is taken from it is text, and the fate one of the known ones', () => {
  const operation = operationOf({
    expect: [200],
    holds: { '/a/0': '${mark}' },
    keep: { token: { body: '/a/1' } },
    version: { body: '/b' },
  });
  const real = JSON.stringify({ a: ['m', 't'], b: 'v3.14' });
  const changed = fc
    .tuple(fc.nat(real.length), fc.nat(9), fc.string({ maxLength: 9 }))
    .map(([at, length, by]) => real.slice(0, at) + by + real.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(changed, fc.json(), fc.string({ unit: 'binary' })), (body) => {
      const { failure, kept, version } = examine(operation, { mark: 'm' }, answerOf(200, body));
      expect(['none', 'content']).toContain(failure);
      for (const value of Object.values(kept)) expect(typeof value).toBe('string');
      if (version) expect([version.major, version.minor].every(Number.isSafeInteger)).toBe(true);
    }),
    { numRuns: 1000 },
  );
  for (const deep of ['[', '{"a":', '{"__proto__":']) examine(operation, {}, answerOf(200, deep.repeat(100_000)));
});
