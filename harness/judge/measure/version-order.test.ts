import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Ledger } from '../../../traffic/ledger/index.ts';
import { LEVELS, type Level } from '../../plan/index.ts';
import { ledgerOf, type Row } from '../testing/index.ts';
import { bySending } from './order.ts';
import { begun, ended } from './rows.ts';
import { versionOrder } from './version-order.ts';

const response: fc.Arbitrary<Row> = fc
  .record({
    intended: fc.integer({ min: 0, max: 400 }),
    sent: fc.integer({ min: 0, max: 30 }),
    lasted: fc.integer({ min: 0, max: 60 }),
    session: fc.integer({ min: 0, max: 3 }),
    connection: fc.constantFrom(1, 2, 70_000, 4_000_000_000),
    version: fc.constantFrom('2.9', '2.10', '3.0', null),
    outcome: fc.constantFrom('ok' as const, 'ok' as const, 'failed' as const, 'unknown' as const),
  })
  .map(({ lasted, ...row }) => ({
    ...row,
    end: row.sent + lasted,
    // A refusal tells a version as well as a good answer does; an answer that was cut proves nothing.
    ...(row.outcome === 'ok' ? {} : { failure: row.outcome === 'failed' ? ('status' as const) : ('cut' as const) }),
  }));

test('finds what comparing every pair finds', () => {
  fc.assert(
    fc.property(fc.array(response, { maxLength: 60 }), (rows) => {
      const ledger = ledgerOf(rows);
      const found = versionOrder(ledger, bySending(ledger));
      for (const level of LEVELS) {
        const expected = everyPair(rows, ledger, level);
        expect(found[level].violations).toBe(expected.length);
        expect(found[level].pair === null).toBe(expected.length === 0);
        if (found[level].pair) expect(goesBack(rows, ledger, level, found[level].pair)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('overlapping answers have no order', () => {
  const ledger = ledgerOf([
    { intended: 0, sent: 0, end: 50, version: '3.15' },
    { intended: 50, sent: 0, end: 60, version: '3.14' },
  ]);
  expect(versionOrder(ledger, bySending(ledger))['real-time'].violations).toBe(0);
});

test('2.9 is older than 2.10, and the first pair is shown', () => {
  const ledger = ledgerOf([
    { intended: 0, sent: 0, end: 10, version: '2.10', session: 1, connection: 1 },
    { intended: 20, sent: 0, end: 10, version: '2.9', session: 2, connection: 2 },
    { intended: 40, sent: 0, end: 10, version: '2.9', session: 1, connection: 3 },
  ]);
  const found = versionOrder(ledger, bySending(ledger));
  expect(found['real-time']).toEqual({ checked: 3, violations: 2, pair: { newer: 0, older: 1 }, last: 2 });
  expect(found.session).toEqual({ checked: 3, violations: 1, pair: { newer: 0, older: 2 }, last: 2 });
  expect(found.connection).toEqual({ checked: 3, violations: 0, pair: null, last: -1 });
});

/** The slow and obvious way. */
function everyPair(rows: readonly Row[], ledger: Ledger, level: Level): number[] {
  const numbers = [...rows.keys()];
  return numbers.filter((older) => numbers.some((newer) => goesBack(rows, ledger, level, { newer, older })));
}

function goesBack(rows: readonly Row[], ledger: Ledger, level: Level, pair: { newer: number; older: number }): boolean {
  const [i, j] = [rows[pair.newer]!, rows[pair.older]!];
  if (!i.version || !j.version || i.outcome === 'unknown' || j.outcome === 'unknown') return false;
  if (level === 'session' && i.session !== j.session) return false;
  if (level === 'connection' && i.connection !== j.connection) return false;
  const [a, b] = [i.version, j.version].map((version) => version.split('.').map(Number));
  const newer = a![0]! > b![0]! || (a![0] === b![0] && a![1]! > b![1]!);
  return newer && ended(ledger, pair.newer) < begun(ledger, pair.older);
}
