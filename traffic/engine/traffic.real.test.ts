import { mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLedger } from '../ledger/index.ts';
import type { Profile } from '../profile.ts';
import { startTraffic, type TrafficOptions } from './start.ts';
import { openZoo, profileOf, rowsOf, runTrial } from './testing/index.ts';

const ok = { weight: 1, request: 'GET /ok/${mark}', holds: { '/mark': '${mark}' } };
const enough = ({ intended }: { intended: number }) => intended > 50;

function orderFor(target: string, folder: string, profile: Profile): TrafficOptions {
  const base = process.hrtime.bigint();
  return { targets: { service: target }, profile, variables: {}, run: 'r', seed: 1, folder, base, onPulse: () => {} };
}

test('more outstanding than allowed is not sent, and the rest goes on', async () => {
  await using zoo = await openZoo();
  const profile = profileOf({ maxOutstanding: 4, operations: { hang: { weight: 1, request: 'POST /hang/x' } } });
  const { ledger, totals } = await runTrial({ target: zoo.address, profile, until: enough });
  const rows = rowsOf(ledger);
  expect(totals.notSent).toBeGreaterThan(0);
  expect(zoo.seen.get('hang')).toBe(totals.intended - totals.notSent);
  for (const { failure, outcome, turn } of rows)
    expect([failure, outcome, turn > 0]).toEqual(
      turn > 0 ? ['timeout', 'unknown', true] : ['bound', 'not-sent', false],
    );
});

test('a request whose variable is not set is not sent', async () => {
  await using zoo = await openZoo();
  const operations = { ok, without: { weight: 1, request: 'GET /ok/${nowhere}' } };
  const { ledger } = await runTrial({ target: zoo.address, profile: profileOf({ operations }), until: enough });
  for (const { operation, failure } of rowsOf(ledger))
    expect(failure).toBe(operation === 'ok' ? 'none' : 'no-variable');
});

test('a session’s requests use what an earlier answer gave it, if that answer was right', async () => {
  await using zoo = await openZoo();
  const keep = { spare: { body: '/mark' } };
  const operations = {
    renew: { weight: 1, request: 'POST /ok/${mark}', holds: { '/mark': '${mark}' }, keep },
    use: { weight: 1, request: 'GET /ok/${spare}', holds: { '/mark': '${spare}' } },
    'renew wrongly': { weight: 1, request: 'POST /unavailable/x', keep: { never: { header: 'retry-after' } } },
    'use never': { weight: 1, request: 'GET /ok/${never}' },
  };
  const { ledger } = await runTrial({ target: zoo.address, profile: profileOf({ operations }), until: enough });
  const rows = rowsOf(ledger);
  const at = (row: number) => ledger.intended[row]!;
  for (const { operation, row, failure } of rows) {
    if (operation === 'use never') expect(failure).toBe('no-variable');
    if (operation !== 'use') continue;
    const renewals = rows.filter(
      (other) => other.operation === 'renew' && ledger.session[other.row] === ledger.session[row],
    );
    const before = renewals.filter((other) => at(other.row) + ledger.end[other.row]! < at(row));
    if (before.length > 0) expect(failure).toBe('none');
    if (renewals.every((other) => at(other.row) > at(row) + ledger.end[row]!)) expect(failure).toBe('no-variable');
  }
  const failures = rows.filter(({ operation }) => operation === 'use').map(({ failure }) => failure);
  expect(new Set(failures)).toEqual(new Set(['none', 'no-variable']));
});

test('what is outstanding when the grace ends is given up, as its own class', async () => {
  await using zoo = await openZoo();
  const operations = { read: { weight: 1, request: 'GET /hang/x' }, write: { weight: 1, request: 'POST /hang/x' } };
  const profile = profileOf({ operations, timeoutSeconds: 60 });
  const { ledger, totals } = await runTrial({ target: zoo.address, profile, graceMs: 0, until: enough });
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  for (const { operation, failure, outcome, turn } of rowsOf(ledger)) {
    expect(failure).toBe('stopped');
    if (outcome !== 'not-sent') expect([outcome, turn]).toEqual([operation === 'write' ? 'unknown' : 'failed', 1]);
  }
});

test('a later, shorter grace ends an earlier, longer one', async () => {
  await using zoo = await openZoo();
  const operations = { hang: { weight: 1, request: 'GET /hang/x' } };
  const { totals } = await runTrial({
    target: zoo.address,
    profile: profileOf({ operations, timeoutSeconds: 3600 }),
    graceMs: 0,
    until: enough,
    during: async (traffic) => void traffic.stop({ graceMs: 3_600_000 }),
  });
  expect(totals.intended).toBeGreaterThan(50);
});

test('a later stop may not lengthen the grace', async () => {
  await using zoo = await openZoo();
  const operations = { hang: { weight: 1, request: 'GET /hang/x' } };
  // If it did, this would not end within the time that a test has.
  const { ledger, totals } = await runTrial({
    target: zoo.address,
    profile: profileOf({ operations, timeoutSeconds: 3600 }),
    graceMs: 3_600_000,
    until: enough,
    during: async (traffic) => void traffic.stop({ graceMs: 300 }),
  });
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  for (const { failure } of rowsOf(ledger)) expect(failure).toBe('stopped');
});

test('the grace lets what is on its way arrive', async () => {
  await using zoo = await openZoo();
  const operations = { delayed: { weight: 1, request: 'GET /delayed/${mark}' } };
  const until = ({ intended, outstanding }: { intended: number; outstanding: number }) =>
    intended > 50 && outstanding > 0;
  const { totals } = await runTrial({ target: zoo.address, profile: profileOf({ operations }), until });
  expect(totals.ok).toBe(totals.intended);
});

test('pulses tell what the ledger tells', async () => {
  await using zoo = await openZoo();
  const operations = { ok, bad: { weight: 1, request: 'GET /unavailable/x' } };
  const { pulses, totals } = await runTrial({ target: zoo.address, profile: profileOf({ operations }), until: enough });
  const last = pulses.at(-1)!;
  expect(last.ok + last.failed + last.unknown + last.notSent + last.outstanding).toBe(last.intended);
  expect(totals.intended).toBeGreaterThanOrEqual(last.intended);
  expect(last.p99Ms).toBeGreaterThanOrEqual(last.p50Ms!);
  expect(last.p50Ms).toBeGreaterThan(0);
  expect(last.newest).toBeNull();
});

test.describe('login', () => {
  const login = {
    request: 'POST /ok/${user}',
    body: { password: '${password}' },
    holds: { '/mark': 'ann' },
    keep: { token: { body: '/mark' } },
  };
  const variables = { user: 'ann', password: 'hunter2-is-secret' };

  test('each session gets its own values before the schedule begins; the ledger knows nothing of it', async () => {
    await using zoo = await openZoo();
    const operations = { login, use: { weight: 1, request: 'GET /wrong-content/${token}' } };
    const profile = profileOf({ operations, login: ['login'], sessions: 20 });
    const { ledger } = await runTrial({ target: zoo.address, profile, variables, until: enough });
    expect(zoo.seen.get('ok')).toBe(20);
    expect(rowsOf(ledger).every(({ operation, outcome }) => operation === 'use' && outcome === 'ok')).toBe(true);
  });

  for (const [fault, broken, message] of [
    [
      'a status',
      { request: 'POST /unavailable/x' },
      'expected login operation "login" to get 200, got status 503 (status)',
    ],
    [
      'other content',
      { request: 'POST /wrong-content/x' },
      'expected login operation "login" to get 200, got status 200 (content) from server zoo',
    ],
    ['no answer', { request: 'POST /close/x' }, 'expected login operation "login" to get 200, got no answer (closed)'],
    [
      'a variable',
      { request: 'POST /ok/${nobody}' },
      'login operation "login" needs the variable "nobody", which is not set',
    ],
  ] as const)
    test(`that fails by ${fault} means no traffic, and says why without secrets`, async () => {
      await using zoo = await openZoo();
      using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
      const profile = profileOf({ operations: { login: { ...login, ...broken }, ok }, login: ['login'] });
      const started = startTraffic({ ...orderFor(zoo.address, folder.path, profile), variables });
      await expect(started).rejects.toMatchObject({ name: 'TrafficError', code: 'login-failed', message });
      expect(readdirSync(folder.path)).toEqual([]);
    });
});

test('values of variables are nowhere in the ledger', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  const secret = { ...ok, headers: { 'x-auth-token': '${token}' } };
  const order = orderFor(zoo.address, folder.path, profileOf({ operations: { secret } }));
  const some = Promise.withResolvers<void>();
  const onPulse = (pulse: { ok: number }) => pulse.ok > 20 && some.resolve();
  await using traffic = await startTraffic({ ...order, variables: { token: 'hunter2-is-secret' }, onPulse });
  await some.promise;
  await traffic.stop({ graceMs: 1000 });
  for (const name of readdirSync(folder.path))
    expect(readFileSync(join(folder.path, name), 'latin1')).not.toContain('hunter2');
});

test('disposing of traffic stops it at once and seals its ledger', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  {
    await using traffic = await startTraffic(orderFor(zoo.address, folder.path, profileOf({ operations: { ok } })));
    expect(traffic.startedAt).toBeGreaterThan(0);
  }
  expect((await readLedger(folder.path)).health).toMatchObject({ sealed: true, missing: [], damage: [] });
});

test('a recorder that breaks says so, and stopping it fails with the same error', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  // No profile that passed its schema breaks it on demand: this one has nothing to send.
  const profile = { ...profileOf({ operations: { ok } }), operations: {} };
  await using traffic = await startTraffic(orderFor(zoo.address, folder.path, profile));
  const error = await traffic.crashed;
  expect(error).toMatchObject({ name: 'TrafficError', code: 'traffic-crashed' });
  await expect(traffic.stop({ graceMs: 0 })).rejects.toBe(error);
  expect((await readLedger(folder.path)).health.sealed).toBe(false);
});

test('an unusable target or a folder that holds a ledger is refused', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  const profile = profileOf({ operations: { ok } });
  for (const target of ['nonsense', 'ftp://127.0.0.1', 'http://127.0.0.1/path'])
    await expect(startTraffic(orderFor(target, folder.path, profile))).rejects.toMatchObject({
      code: 'target-unusable',
    });
  await (await startTraffic(orderFor(zoo.address, folder.path, profile))).stop({ graceMs: 1000 });
  const again = startTraffic(orderFor(zoo.address, folder.path, profile));
  await expect(again).rejects.toMatchObject({ code: 'ledger-exists' });
});
