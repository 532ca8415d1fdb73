import { expect, test } from '@playwright/test';
import { Profile } from '../../traffic/index.ts';
import type { Caller } from '../calls/index.ts';
import { endOf, neededBy, traced } from './traces.ts';

const profile = Profile.parse({
  service: 'api',
  rate: 1,
  sessions: 1,
  lanes: { one: { share: 1, connection: 'fresh' } },
  login: ['log-in'],
  operations: {
    'log-in': { request: 'POST /tokens', keep: { token: { header: 'X-Token' } } },
    list: { weight: 1, request: 'GET /' },
    make: { request: 'POST /things', keep: { thing: { body: '/id' } } },
    'is-there': { request: 'GET /things/${thing}' },
    delete: { request: 'DELETE /${project}/things/${thing}', headers: { 'X-Token': '${token}' } },
    'is-gone': { request: 'GET /things/${thing}', expect: [404] },
    'delete-by-name': { request: 'DELETE /named/${mark}' },
  },
});
const wait = (until: string) => ({ until, withinSeconds: 1 });
const life = [{ call: 'make' }, wait('is-there'), { call: 'delete' }, wait('is-gone'), { call: 'delete-by-name' }];

test('a life is taken away by the deletions that it ends with, and the waits behind them', () => {
  expect(endOf(life, profile)).toEqual(life.slice(2));
  expect(endOf(life.slice(0, 2), profile)).toEqual([]);
});

test('what that needs is neither secret nor known anyway', () => {
  expect(neededBy(endOf(life, profile), profile, ['project', 'password'])).toEqual(['thing']);
});

test('told as soon as it is known, and again when it is something else', async () => {
  const told: unknown[] = [];
  let thing: string | undefined;
  const caller = {
    call: async () => ({ ok: true, body: '' }),
    fill: () => (thing === undefined ? { ok: false, variable: 'thing' } : { ok: true, text: thing }),
  } as unknown as Caller;
  const watched = traced(caller, ['thing'], (variables) => told.push(variables));
  const { signal } = new AbortController();
  for (const next of [undefined, '1', '1', '2']) {
    thing = next;
    await watched.call('make', signal);
  }
  expect(told).toEqual([{ thing: '1' }, { thing: '2' }]);
});
