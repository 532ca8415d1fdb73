import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { ledgerOf, type Row } from '../testing/index.ts';
import { brownOutsOf } from './brown-outs.ts';
import { fatesOf } from './fates.ts';
import { bySending } from './order.ts';

const PAUSE = 50;
const request: fc.Arbitrary<Row> = fc
  .record({
    intended: fc.integer({ min: 0, max: 600 }),
    sent: fc.integer({ min: 0, max: 20 }),
    fate: fc.constantFrom('ok', 'ok', 'failed', 'given-up'),
  })
  .map(({ fate, ...row }) => {
    if (fate === 'ok') return row;
    return { ...row, outcome: 'failed', failure: fate === 'failed' ? 'timeout' : 'stopped' };
  });

test('finds what asking every pair of neighbouring faults finds', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 60 }), (rows) => {
      expect(found(rows)).toEqual(slowly(rows));
    }),
    { numRuns: 300 },
  );
});

test('a time without any success is an outage and no brown-out, and neither is one failure', () => {
  const fail: Partial<Row> = { outcome: 'failed', failure: 'timeout' };
  expect(found([{ intended: 0 }, { intended: 10, ...fail }, { intended: 20, ...fail }, { intended: 30 }])).toEqual([]);
  expect(found([{ intended: 0 }, { intended: 10, ...fail }, { intended: 20 }])).toEqual([]);
  expect(found([{ intended: 10, ...fail }, { intended: 20 }, { intended: 30, ...fail }])).toEqual([
    { firstFault: 0, lastFault: 2, requests: 3, failed: 2 },
  ]);
});

function found(rows: readonly Row[]) {
  const ledger = ledgerOf(rows);
  const { kinds } = fatesOf(ledger, []);
  const services = Uint8Array.from(ledger.names.operations, () => 0);
  return brownOutsOf(ledger, bySending(ledger), kinds, services, PAUSE).map(({ service: _, ...rest }) => rest);
}

/** The slow and obvious way: all in order, cut wherever two faults are too far apart, counted between first and last. */
function slowly(rows: readonly Row[]) {
  const at = (row: number): number => rows[row]!.intended + (rows[row]!.sent ?? 100);
  const order = [...rows.keys()].sort((a, b) => at(a) - at(b) || a - b);
  const faults = order.filter((row) => rows[row]!.failure === 'timeout');
  const starts = faults.filter((row, index) => index === 0 || at(row) - at(faults[index - 1]!) > PAUSE);
  return starts.flatMap((firstFault, index) => {
    const its = faults.slice(
      faults.indexOf(firstFault),
      starts[index + 1] === undefined ? undefined : faults.indexOf(starts[index + 1]!),
    );
    const lastFault = its.at(-1)!;
    const between = order.slice(order.indexOf(firstFault), order.indexOf(lastFault) + 1);
    const good = between.filter((row) => !rows[row]!.outcome).length;
    return good > 0 ? [{ firstFault, lastFault, requests: good + its.length, failed: its.length }] : [];
  });
}
