import { expect, test } from '@playwright/test';
import type { Call } from '../http/index.ts';
import { PASSWORD, startIdentity } from './identity-for-test.ts';
import { makeGatekeeper } from './index.ts';

const LOGIN = 'POST /v3/auth/tokens?nocatalog';
const VALIDATION = 'GET /v3/auth/tokens?nocatalog';

const callWith = (token?: string): Call => ({
  headers: token === undefined ? {} : { 'x-auth-token': token },
  origin: 'http://nova.example',
  path: '/',
  query: new URLSearchParams(),
  parameters: {},
  body: undefined,
});

function gatekeeperFor(identityUrl: string, password = PASSWORD) {
  const clock = { milliseconds: Date.now() };
  return {
    clock,
    ...makeGatekeeper({ identityUrl, user: 'nova', password, clock: () => clock.milliseconds }),
  };
}

test('whoever has a good token is known by name, project and roles', async () => {
  await using identity = await startIdentity();
  const gatekeeper = gatekeeperFor(identity.url);
  expect(await gatekeeper.admit(callWith(await identity.login()))).toEqual({
    userId: expect.stringMatching(/^[0-9a-f]{32}$/),
    userName: 'admin',
    projectId: expect.stringMatching(/^[0-9a-f]{32}$/),
    roles: ['admin', 'member', 'reader'],
  });
});

test('no token, a wrong one and one without a project are refused', async () => {
  await using identity = await startIdentity();
  const gatekeeper = gatekeeperFor(identity.url);
  const unauthorized = { status: 401, headers: { 'www-authenticate': `Keystone uri="${identity.url}"` } };
  await expect(gatekeeper.admit(callWith())).rejects.toMatchObject(unauthorized);
  expect(identity.requests).toEqual([]);
  await expect(gatekeeper.admit(callWith('wrong'))).rejects.toMatchObject(unauthorized);
  const unscoped = await identity.login(null);
  await expect(gatekeeper.admit(callWith(unscoped))).rejects.toMatchObject({ status: 403 });
});

test('a good answer is remembered for 30 seconds, a bad one not at all', async () => {
  await using identity = await startIdentity();
  const gatekeeper = gatekeeperFor(identity.url);
  const token = await identity.login();
  await gatekeeper.admit(callWith(token));
  await identity.revoke(token);
  gatekeeper.clock.milliseconds += 29_999;
  await gatekeeper.admit(callWith(token));
  expect(identity.requests).toEqual([LOGIN, VALIDATION]);
  gatekeeper.clock.milliseconds += 1;
  for (let time = 0; time < 2; time += 1)
    await expect(gatekeeper.admit(callWith(token))).rejects.toMatchObject({ status: 401 });
  expect(identity.requests).toEqual([LOGIN, VALIDATION, VALIDATION, VALIDATION]);
});

test('calls that come at once with one token share one question', async () => {
  await using identity = await startIdentity();
  const gatekeeper = gatekeeperFor(identity.url);
  const [one, two] = [await identity.login(), await identity.login()];
  await Promise.all([one, two, one, two, one].map((token) => gatekeeper.admit(callWith(token))));
  expect(identity.requests).toEqual([LOGIN, VALIDATION, VALIDATION]);
});

test('a service whose own token is not accepted any more logs in again', async () => {
  await using identity = await startIdentity();
  const gatekeeper = gatekeeperFor(identity.url);
  await gatekeeper.admit(callWith(await identity.login()));
  identity.faults.push({ status: 401 });
  expect(await gatekeeper.admit(callWith(await identity.login()))).toMatchObject({ userName: 'admin' });
  expect(identity.requests).toEqual([LOGIN, VALIDATION, VALIDATION, LOGIN, VALIDATION]);
});

test('a connection that breaks is tried again, an answer that says no is not', async () => {
  await using identity = await startIdentity();
  const gatekeeper = gatekeeperFor(identity.url);
  const token = await identity.login();
  identity.faults.push('reset', 'reset');
  await gatekeeper.admit(callWith(token));
  expect(identity.requests).toEqual([LOGIN, LOGIN, LOGIN, VALIDATION]);
  identity.faults.push({ status: 503 });
  await expect(gatekeeper.admit(callWith(await identity.login()))).rejects.toMatchObject({ status: 503 });
  expect(identity.requests).toHaveLength(5);
  identity.faults.push('reset', 'reset', 'reset');
  await expect(gatekeeper.admit(callWith(await identity.login()))).rejects.toMatchObject({ status: 503 });
  expect(identity.requests).toHaveLength(8);
});

test('a service that identity does not know says that it cannot validate, and works once it is known', async () => {
  await using identity = await startIdentity();
  const token = await identity.login();
  await expect(gatekeeperFor(identity.url, 'wrong').admit(callWith(token))).rejects.toMatchObject({ status: 503 });
  const gatekeeper = gatekeeperFor(identity.url);
  identity.faults.push({ status: 500 });
  await expect(gatekeeper.admit(callWith(token))).rejects.toMatchObject({ status: 503 });
  expect(await gatekeeper.admit(callWith(token))).toMatchObject({ userName: 'admin' });
});
