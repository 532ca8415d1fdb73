import { expect, test } from '@playwright/test';
import { Profile } from './index.ts';

const profile = (companion: object, changes: object = {}) =>
  Profile.safeParse({
    service: 'compute',
    rate: 1,
    sessions: 1,
    lanes: { fresh: { share: 1, connection: 'fresh' } },
    operations: { discover: { weight: 1, request: 'GET /' } },
    companions: { guest: companion },
    ...changes,
  });
const probe = { host: '192.0.2.7', expects: 'SSH-' };

test('a companion needs no more than to be asked for', () => {
  expect(profile({ probe }).data?.companions.guest).toEqual({
    begin: [],
    probe: { ...probe, everyMs: 200, timeoutMs: 1_000, withinSeconds: 60 },
    end: [],
  });
});

test('an operation that a companion names and nobody knows is told, and so is a key', () => {
  for (const wrong of [{ begin: [{ call: 'boot' }] }, { end: [{ until: 'gone', withinSeconds: 1 }] }])
    expect(profile({ probe, ...wrong }).error?.message).toMatch(/unknown operation \\"(boot|gone)\\"/);
  expect(profile({ probe: { ...probe, every: 5 } }).success).toBe(false);
});

test('an operation that renews and nobody knows is told, and so is a header that tracing makes', () => {
  const renew = { operation: 'log-in', everySeconds: 60 };
  expect(profile({ probe }, { renew }).error?.message).toContain('unknown operation \\"log-in\\"');
  const operations = { discover: { weight: 1, request: 'GET /', headers: { Traceparent: 'mine' } } };
  expect(profile({ probe }, { operations }).success).toBe(true);
  expect(profile({ probe }, { operations, trace: true }).error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'operations.discover.headers',
  ]);
});
const operation = (it: object) =>
  Profile.safeParse({
    service: 'image',
    rate: 1,
    sessions: 1,
    lanes: { fresh: { share: 1, connection: 'fresh' } },
    operations: { it: { weight: 1, request: 'POST /', ...it } },
  });

test('a request that takes longer by itself than it is waited for is told', () => {
  const payload = { type: 'text/plain', bytes: 100, seconds: 8 };
  expect(operation({ payload }).success).toBe(true);
  expect(operation({ payload, timeoutSeconds: 20, reads: { seconds: 10 } }).success).toBe(true);
  expect(operation({ payload, reads: { seconds: 2 } }).error?.issues).toMatchObject([
    { path: ['operations', 'it'], message: expect.stringContaining('takes 10 s by itself and is given up after 10 s') },
  ]);
});

test('a schema that cannot be used is told with its place in the profile', () => {
  const schema = { type: 'object', properties: { id: { pattern: 'x' } } };
  expect(operation({ answer: { bytes: 3 } }).success).toBe(true);
  expect(operation({ answer: { schema } }).error?.issues).toMatchObject([
    { path: ['operations', 'it', 'answer', 'schema', 'properties', 'id', 'pattern'] },
  ]);
});

test('a lane speaks HTTP/1.1 unless it is told otherwise', () => {
  expect(operation({}).data?.lanes.fresh).toEqual({ share: 1, connection: 'fresh', protocol: 'http/1.1' });
});
