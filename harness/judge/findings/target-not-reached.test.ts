import { expect, test } from '@playwright/test';
import { CLEAN, changeEvents, changeRows, contextWith, rowIn } from '../testing/index.ts';
import { targetNotReached } from './target-not-reached.ts';

const tells = ({ version }: { version?: string | null }): boolean => typeof version === 'string';
const allOld = CLEAN.rows.map((row) => (row.version ? { ...row, version: '3.14' } : row));

test('a clean run reached it', () => {
  expect(targetNotReached(contextWith())).toEqual([]);
});

test('all nodes say that they are upgraded and users only see the old version', () => {
  expect(targetNotReached(contextWith({ rows: allOld }))).toMatchObject([
    { class: 'target-not-reached', severity: 'refuse', step: '6.3', title: 'Users still meet 3.14 after the upgrade' },
  ]);
});

test('one old answer in the last observation is enough', () => {
  const row = rowIn('6.3', 3, tells);
  expect(targetNotReached(contextWith({ rows: changeRows([row], { version: '3.14' }) }))).toMatchObject([
    { count: 1, step: '6.3', exhibits: [{ sequence: row }] },
  ]);
});

test('nodes that are not upgraded are another matter', () => {
  const journal = changeEvents('release', (event) => ({ ...event, release: '2025.1' }));
  expect(targetNotReached(contextWith({ rows: allOld, journal }))).toEqual([]);
});

test('a run whose last observation was not carried out says nothing', () => {
  const journal = changeEvents('step-ended', (event) => (event.step === '6.3' ? null : event));
  expect(targetNotReached(contextWith({ rows: allOld, journal }))).toEqual([]);
});
