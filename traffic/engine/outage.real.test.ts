import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../../lab/testing/index.ts';
import { readLedger } from '../ledger/index.ts';
import { killed, openZoo, profileOf, rowsOf, runTrial, startChild } from './testing/index.ts';

const operations = {
  read: { weight: 1, request: 'GET /ok/${mark}' },
  write: { weight: 1, request: 'POST /ok/${mark}', body: {} },
};

test('where nobody listens, every request is refused and none is unknown', async () => {
  const target = `http://127.77.0.1:${await freePort('127.77.0.1')}`;
  const { ledger, totals } = await runTrial({
    target,
    profile: profileOf({ operations }),
    until: ({ intended }) => intended > 50,
  });
  expect(totals).toEqual({ intended: ledger.count, ok: 0, failed: ledger.count, unknown: 0, notSent: 0 });
  for (const { failure, turn } of rowsOf(ledger)) expect([failure, turn]).toEqual(['refused', 1]);
});

test('a server that is frozen: its queue of connections fills up, then none is established', async () => {
  await using server = await startChild(`
    import { createServer } from 'node:http';
    const server = createServer((request, response) => response.end());
    server.listen({ port: 0, host: '127.77.0.2', backlog: 1 }, () => process.stdout.write(server.address().port + '\\n'));
  `);
  server.process.kill('SIGSTOP');
  const lanes = { fresh: { share: 1, connection: 'fresh' } };
  const { ledger } = await runTrial({
    target: `http://127.77.0.2:${server.said}`,
    profile: profileOf({ operations, lanes, rate: 50 }),
    until: ({ failed }) => failed > 15,
  });
  const rows = rowsOf(ledger);
  expect(new Set(rows.map(({ failure }) => failure))).toEqual(new Set(['timeout', 'connect-timeout']));
  for (const { failure, operation, outcome } of rows)
    expect(outcome).toBe(failure === 'timeout' && operation === 'write' ? 'unknown' : 'failed');
});

test('a server process ended by TERM with requests in flight', async () => {
  await using server = await startChild(`
    import { createServer } from 'node:http';
    const server = createServer((request, response) => setTimeout(() => response.end('late'), 60));
    server.listen(0, '127.77.0.3', () => process.stdout.write(server.address().port + '\\n'));
  `);
  const { ledger, totals } = await runTrial({
    target: `http://127.77.0.3:${server.said}`,
    profile: profileOf({ operations }),
    until: ({ ok, outstanding }) => ok > 50 && outstanding > 3,
    during: () => killed(server, 'SIGTERM'),
  });
  const rows = rowsOf(ledger);
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  expect(totals.ok + totals.failed + totals.unknown).toBe(totals.intended);
  const lost = rows.filter(({ outcome }) => outcome !== 'ok');
  expect(lost.length).toBeGreaterThan(0);
  for (const { failure, operation, outcome } of lost) {
    expect(['closed', 'closed-reused', 'reset', 'refused']).toContain(failure);
    expect(outcome).toBe(operation === 'write' && failure !== 'refused' ? 'unknown' : 'failed');
  }
});

test('a recorder killed with -9: what it had flushed can be read, and the seal is missed', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  const profile = profileOf({ operations });
  const door = new URL('./index.ts', import.meta.url);
  await using recorder = await startChild(`
    import { startTraffic } from '${door}';
    let before = 0;
    await startTraffic({
      targets: { service: '${zoo.address}' }, profile: ${JSON.stringify(profile)}, variables: {}, run: 'r', seed: 1,
      folder: '${folder.path}', base: process.hrtime.bigint(),
      onPulse: ({ ok }) => {
        if (before > 20) process.stdout.write(before + '\\n');
        before = ok;
      },
    });
  `);
  await killed(recorder, 'SIGKILL');
  const { count, health } = await readLedger(folder.path);
  // A pulse later, all that was ok at the pulse before must have been flushed.
  expect(count).toBeGreaterThanOrEqual(Number(recorder.said));
  expect(health).toMatchObject({ sealed: false, damage: [] });
  expect(health.intended - health.missing.reduce((sum, [from, to]) => sum + to - from, 0)).toBe(count);
});
