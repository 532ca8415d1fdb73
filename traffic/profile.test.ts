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
