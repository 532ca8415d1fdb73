import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { ledgerOf, type Row } from '../testing/index.ts';
import { fatesOf } from './fates.ts';
import { stallsOf } from './stalls.ts';

const how = { bound: 100, pause: 30, sick: [] };
const answer: fc.Arbitrary<Row> = fc.record({
  intended: fc.integer({ min: 0, max: 2_000 }),
  end: fc.integer({ min: 0, max: 250 }),
});

test('late answers belong together if their times touch: as joining them until nothing changes finds', () => {
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 40 }), (rows) => {
      const stalls = found(rows).map(({ from, to, late }) => ({ from, to, late }));
      expect(stalls).toEqual(slowly(rows));
    }),
    { numRuns: 300 },
  );
});

test('the worst is the one that was waited for longest; what failed is no stall', () => {
  const rows: Row[] = [
    { intended: 0, end: 150 },
    { intended: 10, end: 240 },
    { intended: 20, end: 230 },
    { intended: 600, end: 900, outcome: 'failed', failure: 'timeout' },
  ];
  expect(found(rows)).toMatchObject([{ first: 0, worst: 1, late: 3, from: 0, to: 250 }]);
});

test('what a sick instrument delayed is not told', () => {
  const ledger = ledgerOf([{ intended: 1_000, end: 500 }]);
  const sick = [{ from: 1_400, to: 1_600, why: 'it slept' }];
  expect(stallsOf(ledger, fatesOf(ledger, []).kinds, Uint8Array.of(0), { ...how, sick })).toEqual([]);
});

function found(rows: readonly Row[]) {
  const ledger = ledgerOf(rows);
  return stallsOf(
    ledger,
    fatesOf(ledger, []).kinds,
    Uint8Array.from(ledger.names.operations, () => 0),
    how,
  );
}

function slowly(rows: readonly Row[]): { from: number; to: number; late: number }[] {
  let groups = rows
    .filter(({ end }) => end! > how.bound)
    .map(({ intended, end }) => ({ from: intended, to: intended + end!, late: 1 }));
  for (;;) {
    const near = (a: { from: number; to: number }, b: { from: number; to: number }) =>
      a !== b && a.from - b.to <= how.pause && b.from - a.to <= how.pause;
    const first = groups.find((one) => groups.some((other) => near(one, other)));
    if (!first) return groups.sort((a, b) => a.from - b.from);
    const other = groups.find((one) => near(one, first))!;
    const joined = {
      from: Math.min(first.from, other.from),
      to: Math.max(first.to, other.to),
      late: first.late + other.late,
    };
    groups = [...groups.filter((one) => one !== first && one !== other), joined];
  }
}
