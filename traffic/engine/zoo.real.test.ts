import { expect, test } from '@playwright/test';
import { NEVER } from '../ledger/index.ts';
import {
  DELAY_MS,
  DRIP_MS,
  GATES,
  type GateName,
  MANNERS,
  type MannerName,
  makeAuthority,
  openGates,
  openZoo,
  profileOf,
  type ReadableRow,
  type Result,
  rowsOf,
  runTrial,
} from './testing/index.ts';

/** What a request must be recorded as, when the server behaves in a manner. */
const EXPECTED: Record<MannerName, (row: ReadableRow) => string> = {
  ok: () => 'none',
  delayed: () => 'none',
  close: ({ turn }) => (turn > 1 ? 'closed-reused' : 'closed'),
  reset: () => 'reset',
  'half-head': () => 'cut',
  'half-body': () => 'cut',
  'reset-in-body': () => 'cut',
  short: () => 'timeout',
  'twice-late': () => 'none',
  long: () => 'none',
  garbage: () => 'garbage',
  twice: () => 'none',
  hang: () => 'timeout',
  unavailable: () => 'status',
  busy: () => 'status',
  'wrong-content': () => 'content',
  drip: () => 'none',
  continue: () => 'none',
  'http-1.0': () => 'none',
  chunked: () => 'none',
  trailers: () => 'none',
  'large-head': () => 'none',
  'huge-head': () => 'garbage',
};
const COMPLETE = ['none', 'status', 'content'];

const EXPECTED_AT_GATE: Record<GateName, string> = {
  'nobody listens': 'refused',
  'certificate of somebody else': 'tls',
  'handshake that is refused': 'tls',
  'handshake that is left': 'tls',
  'a reset amid the handshake': 'tls',
  'handshake that is not understood': 'tls',
  'handshake that is not answered': 'connect-timeout',
};
/** What differs with the transport: the rest is read from the same bytes by the same parser. */
const OVER_TLS: readonly MannerName[] = [
  'ok',
  'delayed',
  'close',
  'reset',
  'half-body',
  'reset-in-body',
  'hang',
  'twice',
];
const authority = makeAuthority('the authority of this test');

for (const secure of [false, true])
  test.describe(`every manner of a server${secure ? ' over TLS' : ''}, in one random mix on both lanes`, () => {
    const manners = secure ? OVER_TLS : MANNERS;
    let result: Result;
    let rows: ReadableRow[];
    let seen: ReadonlyMap<string, number>;

    test.beforeAll(async () => {
      await using zoo = await openZoo(secure ? authority.issue('127.77.0.1') : undefined);
      await using gates = await openGates(authority);
      const operations: Record<string, object> = {};
      for (const gate of GATES)
        for (const method of ['GET', 'POST'])
          operations[`${method} ${gate}`] = { weight: 1, service: gate, request: `${method} /\${mark}` };
      for (const manner of manners) {
        const common = { weight: manner === 'ok' ? 6 : 1, holds: { '/mark': '${mark}' } };
        operations[`GET ${manner}`] = { ...common, request: `GET /${manner}/\${mark}` };
        operations[`POST ${manner}`] = { ...common, request: `POST /${manner}/\${mark}`, body: { name: '${mark}' } };
      }
      // Handshakes cost time, and the server has the same two cores.
      const profile = profileOf({ operations, ...(secure ? { rate: 80, timeoutSeconds: 5 } : { rate: 500 }) });
      const target = { url: zoo.address, authorities: authority.certificate };
      result = await runTrial({
        target,
        targets: gates.targets,
        profile,
        graceMs: 10_000,
        until: ({ intended }) => intended >= (secure ? 300 : 1500),
      });
      rows = rowsOf(result.ledger);
      seen = zoo.seen;
    });

    test('each intended request is there once, and the outcomes add up', () => {
      const { totals, ledger } = result;
      expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
      expect(ledger.count).toBe(totals.intended);
      expect(totals.ok + totals.failed + totals.unknown + totals.notSent).toBe(totals.intended);
      const counted = { ok: 0, failed: 0, unknown: 0, 'not-sent': 0 };
      for (const row of rows) counted[row.outcome as keyof typeof counted] += 1;
      expect(counted).toEqual({ ok: totals.ok, failed: totals.failed, unknown: totals.unknown, 'not-sent': 0 });
    });

    test('nothing was sent twice: the server saw what the ledger says', () => {
      for (const manner of manners)
        expect(seen.get(manner), manner).toBe(rows.filter(({ operation }) => operation.endsWith(` ${manner}`)).length);
    });

    for (const manner of manners)
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

    for (const gate of GATES)
      test(`the server is not reached: ${gate}`, () => {
        const mine = rows.filter(({ operation }) => operation.endsWith(` ${gate}`));
        expect(mine.length).toBeGreaterThan(0);
        for (const { row, failure, outcome } of mine)
          expect([failure, outcome, result.ledger.connected[row]]).toEqual([EXPECTED_AT_GATE[gate], 'failed', NEVER]);
      });

    test('both kinds of lane are what they say', () => {
      expect(rows.filter(({ lane, turn }) => lane === 'fresh' && turn !== 1)).toEqual([]);
      expect(rows.filter(({ lane, turn }) => lane === 'reused' && turn > 1).length).toBeGreaterThan(30);
      expect(rows.some(({ failure }) => failure === 'closed')).toBe(true);
      expect(rows.some(({ failure }) => failure === 'closed-reused')).toBe(true);
    });

    test('the times of a request follow each other, and none is shorter than the server took', () => {
      const { sent, connected, firstByte, end, status, server, names } = result.ledger;
      for (const { row, operation, failure } of rows) {
        if (GATES.some((gate) => operation.endsWith(gate))) continue;
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

test('an answer that comes late is taken for the next one, is found out, and harms no third', async () => {
  await using zoo = await openZoo();
  const holds = { '/mark': '${mark}' };
  const operations = {
    twice: { weight: 1, request: 'GET /twice-late/${mark}', holds },
    once: { weight: 9, request: 'GET /ok/${mark}', holds },
  };
  const lanes = { kept: { share: 1, connection: 'keep-alive' } };
  const until = ({ intended }: { intended: number }) => intended > 200;
  const { ledger } = await runTrial({ target: zoo.address, profile: profileOf({ operations, lanes }), until });
  let found = 0;
  for (const mine of Map.groupBy(rowsOf(ledger), ({ row }) => ledger.connection[row]!).values()) {
    const sorted = mine.toSorted((a, b) => a.turn - b.turn);
    for (const [index, { failure }] of sorted.entries()) {
      const harmed = sorted[index - 1]?.operation === 'twice';
      expect(failure).toBe(harmed ? 'content' : 'none');
      if (harmed) {
        found += 1;
        expect(index).toBe(sorted.length - 1);
      }
    }
  }
  expect(found).toBeGreaterThan(3);
});
