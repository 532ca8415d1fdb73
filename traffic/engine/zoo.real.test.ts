import { expect, test } from '@playwright/test';
import { NEVER } from '../ledger/index.ts';
import { profileOf, type ReadableRow, type Result, rowsOf, runTrial } from './trial.ts';
import { DELAY_MS, DRIP_MS, MANNERS, type MannerName, openZoo } from './zoo.ts';

/** What a request must be recorded as, when the server behaves in a manner. */
const EXPECTED: Record<MannerName, (row: ReadableRow) => string> = {
  ok: () => 'none',
  delayed: () => 'none',
  close: ({ turn }) => (turn > 1 ? 'closed-reused' : 'closed'),
  reset: () => 'reset',
  'half-head': () => 'cut',
  'half-body': () => 'cut',
  'reset-in-body': () => 'cut',
  long: () => 'none',
  garbage: () => 'garbage',
  twice: () => 'none',
  hang: () => 'timeout',
  unavailable: () => 'status',
  'wrong-content': () => 'content',
  drip: () => 'none',
  continue: () => 'none',
  'http-1.0': () => 'none',
  chunked: () => 'none',
  'large-head': () => 'none',
  'huge-head': () => 'garbage',
};
const COMPLETE = ['none', 'status', 'content'];

test.describe('every manner of a server, in one random mix on both lanes', () => {
  let result: Result;
  let rows: ReadableRow[];
  let seen: ReadonlyMap<string, number>;

  test.beforeAll(async () => {
    await using zoo = await openZoo();
    const operations: Record<string, object> = {};
    for (const manner of MANNERS) {
      const common = { weight: manner === 'ok' ? 6 : 1, holds: { '/mark': '${mark}' } };
      operations[`GET ${manner}`] = { ...common, request: `GET /${manner}/\${mark}` };
      operations[`POST ${manner}`] = { ...common, request: `POST /${manner}/\${mark}`, body: { name: '${mark}' } };
    }
    const profile = profileOf({ operations, rate: 500 });
    result = await runTrial({ target: zoo.address, profile, until: (pulse) => pulse.intended >= 1200 });
    rows = rowsOf(result.ledger);
    seen = zoo.seen;
  });

  test('each intended request is there once, and the outcomes add up', () => {
    const { totals, ledger } = result;
    expect(ledger.health).toEqual({ sealed: true, intended: totals.intended, missing: [], damage: [] });
    expect(ledger.count).toBe(totals.intended);
    expect(totals.ok + totals.failed + totals.unknown + totals.notSent).toBe(totals.intended);
    const counted = { ok: 0, failed: 0, unknown: 0, 'not-sent': 0 };
    for (const row of rows) counted[row.outcome as keyof typeof counted] += 1;
    expect(counted).toEqual({ ok: totals.ok, failed: totals.failed, unknown: totals.unknown, 'not-sent': 0 });
  });

  test('nothing was sent twice: the server saw what the ledger says', () => {
    for (const manner of MANNERS)
      expect(seen.get(manner), manner).toBe(rows.filter(({ operation }) => operation.endsWith(` ${manner}`)).length);
  });

  for (const manner of MANNERS)
    for (const method of ['GET', 'POST'])
      test(`${method}, and the server's manner is "${manner}"`, () => {
        const mine = rows.filter(({ operation }) => operation === `${method} ${manner}`);
        expect(mine.length).toBeGreaterThan(0);
        for (const row of mine) {
          const failure = EXPECTED[manner](row);
          const incomplete = !COMPLETE.includes(failure);
          const outcome = failure === 'none' ? 'ok' : incomplete && method === 'POST' ? 'unknown' : 'failed';
          expect([row.failure, row.outcome, row.operation, row.turn]).toEqual([
            failure,
            outcome,
            row.operation,
            row.turn,
          ]);
        }
      });

  test('both kinds of lane are what they say', () => {
    expect(rows.filter(({ lane, turn }) => lane === 'fresh' && turn !== 1)).toEqual([]);
    expect(rows.filter(({ lane, turn }) => lane === 'reused' && turn > 1).length).toBeGreaterThan(100);
    expect(rows.some(({ failure }) => failure === 'closed')).toBe(true);
    expect(rows.some(({ failure }) => failure === 'closed-reused')).toBe(true);
  });

  test('the times of a request follow each other, and none is shorter than the server took', () => {
    const { sent, connected, firstByte, end, status, server, names } = result.ledger;
    for (const { row, operation, failure } of rows) {
      expect(connected[row]).toBeGreaterThanOrEqual(sent[row]!);
      expect(end[row]).toBeGreaterThanOrEqual(connected[row]!);
      if (COMPLETE.includes(failure)) {
        expect(firstByte[row]).toBeGreaterThanOrEqual(connected[row]!);
        expect(end[row]).toBeGreaterThanOrEqual(firstByte[row]!);
        expect(status[row]).toBeGreaterThan(0);
      }
      // A timer of Node may fire up to a millisecond early.
      if (operation.endsWith('delayed')) expect(end[row]! - connected[row]!).toBeGreaterThan((DELAY_MS - 1) * 1000);
      if (operation.endsWith('drip')) expect(end[row]! - connected[row]!).toBeGreaterThan(80 * (DRIP_MS - 1) * 1000);
      if (operation.endsWith('hang')) expect([firstByte[row], end[row]! >= 1_000_000]).toEqual([NEVER, true]);
      if (operation.endsWith(' ok')) expect(names.servers[server[row]! - 1]).toBe('zoo');
    }
  });

  test('a connection is in the ledger with all its turns, one after the other', () => {
    const { connection, turn, intended, sent, end } = result.ledger;
    const byConnection = Map.groupBy(rows, ({ row }) => connection[row]!);
    for (const mine of byConnection.values()) {
      const sorted = mine.toSorted((a, b) => a.turn - b.turn);
      expect(sorted.map((row) => row.turn)).toEqual(sorted.map((_, index) => index + 1));
      for (const [index, { row, turn: place }] of sorted.entries()) {
        expect(turn[row]).toBe(place);
        const before = sorted[index - 1]?.row;
        if (before !== undefined)
          expect(intended[row]! + sent[row]!).toBeGreaterThanOrEqual(intended[before]! + end[before]! - 2);
      }
    }
  });
});
