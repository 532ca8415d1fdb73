import { mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLedger } from '../ledger/index.ts';
import { startTraffic } from './start.ts';
import { openWitness, openZoo, profileOf, runTrial } from './testing/index.ts';

/** Several workers are one recorder: one ledger, one set of clients, one end. */

const ok = { weight: 1, request: 'GET /ok/${mark}', holds: { '/mark': '${mark}' } };
const enough = ({ intended }: { intended: number }) => intended > 100;

test('all that was intended is in one whole ledger, from every shard, over connections of its own', async () => {
  await using zoo = await openZoo();
  const profile = profileOf({ workers: 3, operations: { ok, bad: { weight: 1, request: 'GET /unavailable/x' } } });
  const { ledger, totals, pulses } = await runTrial({ target: zoo.address, profile, until: enough });
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  expect(totals.ok + totals.failed).toBe(totals.intended);
  expect(totals.ok).toBe(zoo.seen.get('ok'));
  expect(totals.failed).toBe(zoo.seen.get('unavailable'));
  const owners = new Map<number, Set<number>>();
  for (let row = 0; row < ledger.count; row += 1) {
    const connection = ledger.connection[row]!;
    owners.set(connection, (owners.get(connection) ?? new Set()).add(ledger.sequence[row]! % 3));
  }
  for (const [connection, shards] of owners) expect([...shards]).toEqual([(connection - 1) % 3]);
  expect(new Set([...owners.values()].flatMap((shards) => [...shards])).size).toBe(3);
  const last = pulses.at(-1)!;
  expect(last.ok + last.failed + last.unknown + last.notSent + last.outstanding).toBe(last.intended);
  expect(pulses.reduce((sum, { canary }) => sum + canary.asked, 0)).toBeGreaterThan(0);
});

test('each session logs in once, and what one worker’s answer gave it later, all workers send with', async () => {
  await using witness = await openWitness();
  const keep = { token: { header: 'X-Subject-Token' } };
  const operations = {
    login: { request: 'POST /login', keep },
    renew: { request: 'POST /renew/${mark}', keep },
    use: { weight: 1, request: 'GET /use/${mark}', headers: { 'X-Auth-Token': '${token}' } },
  };
  // The one session renews once in this time, so that only one of the workers sees the answer.
  const renew = { operation: 'renew', everySeconds: 2 };
  const profile = profileOf({ workers: 3, sessions: 1, login: ['login'], renew, operations });
  const renewed = () => witness.requests.find(({ path }) => path.startsWith('/renew'))?.given;
  const workersWith = (token: string | undefined) =>
    new Set(
      witness.requests.filter((asked) => asked.token === token).map(({ path }) => Number(path.split('-')[1]) % 3),
    );
  const until = () => renewed() !== undefined && workersWith(renewed()).size === 3;
  const { totals } = await runTrial({ target: witness.address, profile, until });
  expect(totals.ok).toBe(totals.intended);
  const [login, ...others] = witness.requests.filter(({ method }) => method === 'POST');
  expect(others.every(({ path }) => path.startsWith('/renew'))).toBe(true);
  expect(workersWith(login!.given).size).toBe(3);
});

test('a worker that dies is a crash: the others seal what they have', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  // No profile that passed its schema breaks a worker on demand: the one to which this renewal falls can't send it.
  const renew = { operation: 'nobody knows it', everySeconds: 1 };
  const profile = { ...profileOf({ workers: 3, sessions: 1, operations: { ok } }), renew };
  const base = process.hrtime.bigint();
  const order = { targets: { service: zoo.address }, profile, variables: {}, run: 'r', seed: 1, base };
  await using traffic = await startTraffic({ ...order, folder: folder.path, onPulse: () => {} });
  const error = await traffic.crashed;
  expect(error).toMatchObject({ code: 'traffic-crashed' });
  await expect(traffic.stop({ graceMs: 1000 })).rejects.toBe(error);
  const { health } = await readLedger(folder.path);
  expect(health).toMatchObject({ sealed: false, damage: [] });
  const files = readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name), 'latin1'));
  expect(files.map((text) => text.includes('"intended":')).sort()).toEqual([false, true, true]);
});
