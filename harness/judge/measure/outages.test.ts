import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { ledgerOf, type Row } from '../testing/index.ts';
import { fatesOf } from './fates.ts';
import { bySending } from './order.ts';
import { byOperationAndLane, byService, eachSpell, type Spell } from './outages.ts';

const request: fc.Arbitrary<Row> = fc
  .record({
    intended: fc.integer({ min: 0, max: 200 }),
    sent: fc.integer({ min: 0, max: 40 }),
    operation: fc.constantFrom('read', 'write'),
    lane: fc.constantFrom('keep-alive', 'fresh'),
    fate: fc.constantFrom('ok', 'ok', 'failed', 'unknown', 'not-sent', 'given-up'),
  })
  .map(({ fate, ...row }) => {
    if (fate === 'ok') return row;
    if (fate === 'not-sent') return { ...row, sent: null, end: null, outcome: 'not-sent', failure: 'bound' };
    if (fate === 'given-up') return { ...row, outcome: 'unknown', failure: 'stopped' };
    return { ...row, outcome: fate === 'failed' ? 'failed' : 'unknown', failure: 'timeout' };
  });

test('finds what asking every failure for its neighbours finds', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 60 }), (rows) => {
      expect(sorted(spellsOf(rows))).toEqual(sorted(byNeighbours(rows)));
      expect(sorted(spellsOf(rows, byService))).toEqual(sorted(byNeighbours(rows, () => 'keystone')));
    }),
    { numRuns: 300 },
  );
});

test('an early request that is cut late counts for the moment at which it was sent', () => {
  const rows: Row[] = [
    { intended: 0, sent: 0, end: 5 },
    { intended: 10, sent: 0, end: 900, outcome: 'failed', failure: 'cut' },
    { intended: 20, sent: 0, end: 5 },
  ];
  expect(spellsOf(rows)).toMatchObject([{ successBefore: 0, firstFault: 1, lastFault: 1, successAfter: 2, failed: 1 }]);
});

test('streams are told apart, and one that never comes back stays open', () => {
  const rows: Row[] = [
    { intended: 0, lane: 'fresh' },
    { intended: 10, lane: 'keep-alive', outcome: 'failed', failure: 'refused' },
    { intended: 20, lane: 'fresh' },
  ];
  expect(spellsOf(rows)).toMatchObject([{ successBefore: -1, firstFault: 1, successAfter: -1 }]);
});

function spellsOf(rows: readonly Row[], streams = byOperationAndLane): Spell[] {
  const ledger = ledgerOf(rows);
  const found: Spell[] = [];
  const { kinds } = fatesOf(ledger, []);
  eachSpell(ledger, bySending(ledger), kinds, streams(ledger), (spell) => found.push(spell));
  return found;
}

/** The slow and obvious way: failures with the same success before and after them are one outage. */
function byNeighbours(rows: readonly Row[], streamOf = operationAndLane): Spell[] {
  const faults = [...rows.keys()].filter((row) => rows[row]!.failure === 'timeout');
  const spells = Map.groupBy(faults, (fault) => {
    const alike = [...rows.keys()].filter(
      (row) => streamOf(rows[row]!) === streamOf(rows[fault]!) && !rows[row]!.outcome,
    );
    const before = alike
      .filter((row) => isEarlier(rows, row, fault))
      .sort((a, b) => (isEarlier(rows, a, b) ? 1 : -1))[0];
    const after = alike
      .filter((row) => isEarlier(rows, fault, row))
      .sort((a, b) => (isEarlier(rows, a, b) ? -1 : 1))[0];
    return `${streamOf(rows[fault]!)}|${before ?? -1}|${after ?? -1}`;
  });
  return [...spells].map(([key, members]) => {
    const [, before, after] = key.split('|').map(Number);
    const inOrder = members.sort((a, b) => (isEarlier(rows, a, b) ? -1 : 1));
    return {
      successBefore: before!,
      firstFault: inOrder[0]!,
      lastFault: inOrder.at(-1)!,
      successAfter: after!,
      failed: members.length,
    };
  });
}

const operationAndLane = ({ operation, lane }: Row): string => `${operation} ${lane}`;
const sentAt = (row: Row): number => row.intended + row.sent!;

function isEarlier(rows: readonly Row[], a: number, b: number): boolean {
  return sentAt(rows[a]!) < sentAt(rows[b]!) || (sentAt(rows[a]!) === sentAt(rows[b]!) && a < b);
}

function sorted(spells: readonly Spell[]): Spell[] {
  return [...spells].sort((a, b) => a.firstFault - b.firstFault);
}
