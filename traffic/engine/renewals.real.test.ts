import { expect, test } from '@playwright/test';
import { openWitness, profileOf, rowsOf, runTrial } from './testing/index.ts';

const keep = { token: { header: 'X-Subject-Token' } };
const login = { request: 'POST /login', keep };
const use = { weight: 1, request: 'GET /use', headers: { 'X-Auth-Token': '${token}' } };

const trialOf = (target: string, renew: object) => {
  const renewal = { operation: 'renew', everySeconds: 0.2 };
  const profile = profileOf({ sessions: 3, login: ['login'], renew: renewal, operations: { login, use, renew } });
  return runTrial({ target, profile, until: ({ intended }) => intended > 250 });
};

test('renewals are rows like any other, in every session, and later requests use what they got', async () => {
  await using witness = await openWitness();
  const { ledger, totals } = await trialOf(witness.address, { request: 'POST /renew', keep });
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  expect([totals.ok, witness.requests.length]).toEqual([totals.intended, totals.intended + 3]);
  const renewed = rowsOf(ledger).filter(({ operation }) => operation === 'renew');
  expect(renewed.length).toBe(witness.requests.filter(({ path }) => path === '/renew').length);
  expect(new Set(renewed.map(({ row }) => ledger.session[row])).size).toBe(3);
  const used = new Set(witness.requests.map(({ token }) => token));
  const givenBy = (path: string) => witness.requests.filter((asked) => asked.path === path).map(({ given }) => given);
  expect(givenBy('/login').some((token) => used.has(token))).toBe(true);
  expect(givenBy('/renew').filter((token) => used.has(token)).length).toBeGreaterThan(3);
});

test('a renewal that fails is a failure, and the values stay as they were', async () => {
  await using witness = await openWitness();
  const { ledger } = await trialOf(witness.address, { request: 'POST /renew', keep, expect: [201] });
  for (const { operation, outcome, failure } of rowsOf(ledger))
    expect([outcome, failure]).toEqual(operation === 'renew' ? ['failed', 'status'] : ['ok', 'none']);
  const used = new Set(witness.requests.filter(({ path }) => path === '/use').map(({ token }) => token));
  expect(used).toEqual(new Set(witness.requests.filter(({ path }) => path === '/login').map(({ given }) => given)));
});
