import { expect, test } from '@playwright/test';
import type { MannerName } from '../engine/testing/index.ts';
import { autocannon } from './autocannon.ts';
import { accountOf, PEERS } from './compare.ts';
import { type Account, type Peer, unaccounted } from './peer.ts';
import { closedLoop, latencyByArithmetic, openLoop, STALL_SECONDS } from './stall.ts';
import { unbroken } from './unbroken.ts';
import { undici } from './undici.ts';

/** What docs/peers.md claims. */

async function accountFor(peer: Peer, manner: MannerName): Promise<Account> {
  const account = await accountOf(peer, manner);
  if (!account) throw new Error(`${peer.name} came down`);
  return account;
}

for (const peer of PEERS)
  test(`${peer.name} accounts for every request to a server that is well`, async () => {
    const account = await accountFor(peer, 'ok');
    expect(account.sent).toBeGreaterThan(20);
    // autocannon ends while a request is on its way on each of its four connections.
    const left = unaccounted(account);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left).toBeLessThanOrEqual(peer === autocannon ? 4 : 0);
    expect([account.errors, account.strangers]).toEqual([0, 0]);
  });

test('connections closed without an answer: autocannon loses the requests, the others do not', async () => {
  expect(unaccounted(await accountFor(autocannon, 'close'))).toBeGreaterThan(5);
  for (const peer of [unbroken, undici]) {
    const account = await accountFor(peer, 'close');
    expect(account.errors, peer.name).toBeGreaterThan(5);
    expect(unaccounted(account), peer.name).toBe(0);
  }
});

test('the recorder never takes another request’s answer for good', async () => {
  for (const manner of ['twice', 'twice-late'] as const) {
    const account = await accountFor(unbroken, manner);
    expect([account.strangers, unaccounted(account)]).toEqual([0, 0]);
  }
});

/** Seconds. A busy machine wakes late, and what has queued up has to be answered. */
const TOLERANCE = 0.5;

test('a stall of 7 s: the open loop reports what arithmetic says, the closed loop a fraction of it', async () => {
  test.setTimeout(120_000);
  const { p99, p999, max, whole } = await openLoop();
  for (const [reported, share] of [
    [p99, 0.99],
    [p999, 0.999],
    [max, 1],
  ] as const)
    expect(Math.abs(reported - latencyByArithmetic(share, STALL_SECONDS, whole))).toBeLessThan(TOLERANCE);
  const closed = await closedLoop();
  expect(closed.max).toBeGreaterThan(STALL_SECONDS - TOLERANCE);
  expect(closed.p99).toBeLessThan(1);
});
