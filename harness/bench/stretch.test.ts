import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { JournalEvent } from '../journal/index.ts';
import { places, type Stretch, stretchJournal, timesFor } from './stretch.ts';

const INTENDED = [5, 12, 17, 25, 31];
const STRETCH: Stretch = { from: 10, to: 20, times: 3, beside: 2 };

function pulse(t: number, intended: number): JournalEvent {
  const none = { failed: 0, unknown: 0, notSent: 0, lateMs: 1, loopMs: 1, p50Ms: 2, p99Ms: 3, newest: null };
  return { t, event: 'pulse', intended, ok: intended - 1, outstanding: 1, ...none };
}

test('what lies in the quiet time comes again, what comes after it comes later', () => {
  const long = [...places(INTENDED, STRETCH)].map(({ row, shift }) => INTENDED[row]! + shift);
  expect(long).toEqual([5, 12, 17, 22, 27, 32, 37, 45, 51]);
});

test('so many times that there are about so many rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 100_000 }), (rows) => {
      const times = timesFor(rows, INTENDED, STRETCH);
      const count = [...places(INTENDED, { ...STRETCH, times })].length * STRETCH.beside;
      expect(Math.abs(count - rows)).toBeLessThanOrEqual(STRETCH.beside * 2);
    }),
  );
});

test('what the journal counts stays what the ledger holds', () => {
  const journal = [pulse(9, 1), pulse(14, 2), pulse(19, 3), pulse(24, 3), pulse(29, 4), pulse(34, 5)];
  const long = stretchJournal(journal, INTENDED, STRETCH);
  const rows = [...places(INTENDED, STRETCH)].map(({ row, shift }) => INTENDED[row]! + shift);
  const told = long.map((event) => event.event === 'pulse' && [event.t, event.intended, event.ok, event.p99Ms]);
  const counted = [9, 14, 19, 24, 29, 34, 39, 44, 49, 54].map((t) => {
    const before = rows.filter((moment) => moment < t).length;
    return [t, 2 * before, 2 * (before - 1), 3];
  });
  expect(told).toEqual(counted);
});

test('an audit finds what was created by then, each copy by its own number', () => {
  const marks = { 1: 1, 4: 1 };
  const audits: JournalEvent[] = [15, 40].map((t) => ({ t, event: 'audit', service: 's', when: 'now', marks }));
  const [during, after] = stretchJournal(audits, INTENDED, STRETCH) as { marks: Record<string, number> }[];
  expect(Object.keys(during!.marks)).toEqual(['2', '3', '16', '17']);
  // Rows of the long run: 0, then 1 and 2 three times, then 3 and 4.
  expect(Object.keys(after!.marks)).toEqual(['2', '3', '6', '7', '10', '11', '16', '17']);
});
