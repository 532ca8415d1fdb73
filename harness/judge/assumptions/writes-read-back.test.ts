import { expect, test } from '@playwright/test';
import { CLEAN, changeEvents, contextWith } from '../testing/index.ts';
import { writesReadBack } from './writes-read-back.ts';

test('holds when an audit came after the last change', () => {
  expect(writesReadBack(contextWith())).toMatchObject({ holds: true, detail: expect.stringContaining('acknowledged') });
});

test('does not hold when nobody looked, or only before contract', () => {
  expect(writesReadBack(contextWith({ journal: changeEvents('audit', () => null) })).holds).toBe(false);
  const audits = CLEAN.journal.filter(({ event }) => event === 'audit');
  expect(audits.length).toBeGreaterThan(1);
  const early = changeEvents('audit', (event) => (event === audits[0] ? event : null));
  expect(writesReadBack(contextWith({ journal: early })).holds).toBe(false);
});

test('holds when nothing was created', () => {
  const rows = CLEAN.rows.map((row) => ({ ...row, outcome: 'not-sent' as const }));
  expect(writesReadBack(contextWith({ rows, journal: changeEvents('audit', () => null) })).holds).toBe(true);
});
