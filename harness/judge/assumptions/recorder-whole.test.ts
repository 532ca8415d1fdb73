import { expect, test } from '@playwright/test';
import type { LedgerHealth } from '../../../traffic/ledger/index.ts';
import { contextWith } from '../testing/index.ts';
import { recorderWhole } from './recorder-whole.ts';

const withHealth = (health: Partial<LedgerHealth>) => recorderWhole(contextWith({ ledger: { health } }));

test('holds for a sealed ledger without gaps', () => {
  expect(recorderWhole(contextWith()).holds).toBe(true);
});

test('does not hold without seal, with gaps, with damage or with another count than intended; and names it', () => {
  expect(withHealth({ sealed: false })).toMatchObject({ holds: false, detail: expect.stringContaining('no seal') });
  expect(withHealth({ missing: [[7, 9]] })).toMatchObject({
    holds: false,
    detail: '2 requests missing, from number 7 on.',
  });
  const damage = [{ file: 'shard-0.ledger', offset: 4096, why: 'wrong checksum' }];
  expect(withHealth({ damage })).toMatchObject({
    holds: false,
    detail: 'shard-0.ledger at byte 4096: wrong checksum.',
  });
  expect(withHealth({ intended: 3 })).toMatchObject({
    holds: false,
    detail: expect.stringContaining('3 requests were intended'),
  });
});
