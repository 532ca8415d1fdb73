import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { NEVER, readLedger } from '../ledger/index.ts';
import { saturate } from './saturate.ts';
import { openZoo, profileOf } from './testing/index.ts';

test('as many are under way as asked, each makes room for the next, and all are in the ledger', async () => {
  await using zoo = await openZoo();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  const totals = await saturate({
    targets: { service: zoo.address },
    profile: profileOf({
      lanes: { reused: { share: 1, connection: 'keep-alive' } },
      operations: { ok: { weight: 1, request: 'GET /ok/${mark}', holds: { '/mark': '${mark}' } } },
    }),
    folder: folder.path,
    outstanding: 7,
    enough: ({ ok }) => ok > 500,
  });
  const ledger = await readLedger(folder.path);
  expect(totals).toEqual({ intended: ledger.count, ok: ledger.count, failed: 0, unknown: 0, notSent: 0 });
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  expect(new Set(ledger.connection)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  // Seven begin together; from then on one begins when another ends.
  const ends = Array.from(ledger.intended, (intended, row) => intended + ledger.end[row]!).sort((a, b) => a - b);
  const starts = Array.from(ledger.intended, (intended, row) => intended + ledger.sent[row]!).sort((a, b) => a - b);
  for (let next = 7; next < ledger.count; next += 1) expect(starts[next]!).toBeGreaterThanOrEqual(ends[next - 7]! - 1);
  expect(ledger.sent.includes(NEVER)).toBe(false);
});
