import { expect, test } from '@playwright/test';
import { Profile } from '../profile.ts';
import { freeOperation } from './free.ts';

const profile = Profile.parse({
  service: 'identity',
  rate: 1,
  sessions: 1,
  lanes: { only: { share: 1, connection: 'fresh' } },
  operations: {
    make: { weight: 1, request: 'POST /things' },
    named: { request: 'GET /things/${thing}' },
    known: { request: 'GET /things', headers: { 'X-Auth-Token': '${token}' } },
    mine: { request: 'GET /mine', holds: { '/owner': '${user}' } },
    elsewhere: { service: 'image', request: 'GET /versions' },
    discover: { request: 'GET /v3' },
    again: { request: 'GET /' },
  },
});

test('the first that needs nothing, of the service that is asked for', () => {
  expect(freeOperation(profile, 'identity')).toMatchObject({ name: 'discover', request: { path: '/v3' } });
  expect(freeOperation(profile, 'image')).toMatchObject({ name: 'elsewhere', request: { path: '/versions' } });
  expect(freeOperation(profile, 'compute')).toBeUndefined();
});
