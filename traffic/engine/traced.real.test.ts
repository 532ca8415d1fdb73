import { expect, test } from '@playwright/test';
import { sequenceOf } from '../trace.ts';
import { openWitness, profileOf, rowsOf, runTrial } from './testing/index.ts';

const operations = {
  login: { request: 'POST /login' },
  read: { weight: 1, request: 'GET /read/${mark}' },
  write: { weight: 1, request: 'POST /write/${mark}', body: { a: 1 } },
};
const until = ({ intended }: { intended: number }) => intended > 50;

test('each request of the schedule tells its number, and nothing else does', async () => {
  await using witness = await openWitness();
  const profile = profileOf({ trace: true, sessions: 2, login: ['login'], operations });
  const { ledger } = await runTrial({ target: witness.address, profile, until });
  expect(rowsOf(ledger).every(({ outcome }) => outcome === 'ok')).toBe(true);
  const asked = witness.requests.filter(({ path }) => path !== '/login');
  for (const { path, traceparent } of asked)
    expect(path.split('/').at(-1)).toBe(`trial-${sequenceOf('trial', traceparent!)}`);
  expect(asked.length).toBe(ledger.count);
  expect(witness.requests.filter(({ traceparent }) => traceparent === undefined).length).toBe(2);
});

test('none is sent unless it was asked for', async () => {
  await using witness = await openWitness();
  await runTrial({ target: witness.address, profile: profileOf({ operations }), until });
  expect(witness.requests.every(({ traceparent }) => traceparent === undefined)).toBe(true);
});
