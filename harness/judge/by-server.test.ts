import { expect, test } from '@playwright/test';
import { targetNotReached, versionOrder } from './findings/index.ts';
import { CLEAN, changeRows, contextWith, keystoneRun, rowIn } from './testing/index.ts';

const byServer = (run = CLEAN) => ({ ...run, plan: { ...run.plan, byServer: ['keystone'] } });
const silent = (run = CLEAN) => ({ ...run, rows: run.rows.map((row) => ({ ...row, version: null })) });

test('where answers tell nothing, the server that answered does', () => {
  const context = contextWith(byServer(silent()));
  const told = new Set(context.ledger.version);
  expect(context.ledger.names.versions).toEqual([
    { major: 2025, minor: 1 },
    { major: 2026, minor: 1 },
  ]);
  expect(told).toEqual(new Set([1, 2]));
  expect(versionOrder(context)).toEqual([]);
  expect(targetNotReached(context)).toEqual([]);
});

test('the documented order lets releases go back, also where no answer says so', () => {
  const found = versionOrder(contextWith(byServer(silent(keystoneRun({ order: 'rolling' })))));
  expect(found[0]).toMatchObject({ class: 'version-order', severity: 'refuse' });
  expect(found[0]!.detail).toContain('2026.1');
});

test('a server that an answer does not name has no release', () => {
  const row = rowIn('6.3', 3);
  const context = contextWith(byServer({ ...silent(), rows: changeRows([row], { server: null, version: null }) }));
  expect(context.ledger.version[row]).toBe(0);
});

test('a service that tells its version is believed', () => {
  expect(contextWith().ledger.version).toEqual(
    contextWith({ plan: { ...CLEAN.plan, byServer: ['nova-api'] } }).ledger.version,
  );
});
