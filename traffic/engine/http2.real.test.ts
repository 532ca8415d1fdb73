import { expect, test } from '@playwright/test';
import { NEVER } from '../ledger/index.ts';
import {
  HTTP2_ENDINGS,
  HTTP2_MANNERS,
  type Http2Ending,
  type Http2Manner,
  makeAuthority,
  openHttp2Zoo,
  profileOf,
  type ReadableRow,
  type Result,
  rowsOf,
  runTrial,
} from './testing/index.ts';

/** What a request must be recorded as, when a server treats its stream in a manner. */
const EXPECTED: Record<Http2Manner, string> = {
  ok: 'none',
  delayed: 'none',
  reset: 'reset',
  'not accepted': 'reset',
  'reset-in-body': 'cut',
  'ended-in-body': 'garbage',
  short: 'timeout',
  hang: 'timeout',
  unavailable: 'status',
  busy: 'status',
  'wrong-content': 'content',
  drip: 'none',
  hints: 'none',
  trailers: 'none',
  'large-head': 'none',
};
const EXPECTED_AT_END: Record<Http2Ending, readonly string[]> = {
  'connection closed': ['closed'],
  'body too long': ['garbage'],
  // Where a write finds out first, Node's session ends without saying of what.
  'connection reset': ['reset', 'closed'],
  'connection lost amid a body': ['cut'],
  'leave taken': ['closed'],
  'leave taken in anger': ['closed'],
};
const COMPLETE = ['none', 'status', 'content'];
const authority = makeAuthority('the authority of this test');
const kept = { share: 1, connection: 'keep-alive', protocol: 'h2' };
const fresh = { share: 1, connection: 'fresh', protocol: 'h2' };

const both = (manners: readonly string[]) =>
  Object.fromEntries(
    manners.flatMap((manner) => {
      const path = `/${encodeURIComponent(manner)}/\${mark}`;
      const common = { weight: manner === 'ok' ? 4 : 1, holds: { '/mark': '${mark}' } };
      return [
        [`GET ${manner}`, { ...common, request: `GET ${path}` }],
        [`POST ${manner}`, { ...common, request: `POST ${path}`, body: { name: '${mark}' } }],
      ];
    }),
  );

function expectSums({ totals, ledger }: Result, rows: readonly ReadableRow[], seen: ReadonlyMap<string, number>) {
  expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
  expect(totals.ok + totals.failed + totals.unknown + totals.notSent).toBe(totals.intended);
  for (const [manner, count] of seen)
    expect(count, manner).toBe(rows.filter(({ operation }) => operation.endsWith(` ${manner}`)).length);
}

for (const secure of [false, true])
  test(`every manner with a stream, ${secure ? 'agreed on by ALPN' : 'known beforehand'}: each its own class`, async () => {
    await using zoo = await openHttp2Zoo(secure ? authority.issue('127.77.0.5') : undefined);
    const pace = secure ? { rate: 150, timeoutSeconds: 4 } : { rate: 300, timeoutSeconds: 2 };
    const result = await runTrial({
      target: { url: zoo.address, authorities: authority.certificate },
      profile: profileOf({ operations: both(HTTP2_MANNERS), lanes: { kept, fresh }, ...pace }),
      graceMs: 6000,
      until: ({ intended }) => intended >= 400,
    });
    const rows = rowsOf(result.ledger);
    const { intended, sent, connected, firstByte, end } = result.ledger;
    for (const { operation, failure, outcome, lane, turn, row } of rows) {
      const [method, manner] = operation.split(/ (.*)/) as [string, Http2Manner];
      const incomplete = !COMPLETE.includes(EXPECTED[manner]);
      const fate = EXPECTED[manner] === 'none' ? 'ok' : incomplete && method === 'POST' ? 'unknown' : 'failed';
      expect([operation, failure, outcome]).toEqual([operation, EXPECTED[manner], fate]);
      if (lane === 'fresh') expect(turn).toBe(1);
      expect(connected[row]).toBeGreaterThanOrEqual(sent[row]!);
      if (COMPLETE.includes(failure)) expect(end[row]).toBeGreaterThanOrEqual(firstByte[row]!);
      if (manner === 'delayed') expect(end[row]! - connected[row]!).toBeGreaterThan(39_000);
      if (manner === 'hang') expect(firstByte[row]).toBe(NEVER);
    }
    expectSums(result, rows, zoo.seen);
    // Streams of one connection overlap, and begin in the order of their turns.
    for (const mine of Map.groupBy(rows, ({ row }) => result.ledger.connection[row]!).values()) {
      const sorted = mine.toSorted((a, b) => a.turn - b.turn);
      expect(sorted.map(({ turn }) => turn)).toEqual(sorted.map((_, index) => index + 1));
      for (const [index, { row }] of sorted.entries()) {
        const before = sorted[index - 1]?.row ?? row;
        expect(intended[row]! + sent[row]!).toBeGreaterThanOrEqual(intended[before]! + sent[before]! - 2);
      }
    }
    expect(rows.some(({ turn }) => turn > 5)).toBe(true);
  });

test('what ends a whole connection: each its own class, where nobody shares it', async () => {
  await using zoo = await openHttp2Zoo();
  const profile = profileOf({ operations: both(HTTP2_ENDINGS), lanes: { fresh }, rate: 200, timeoutSeconds: 3 });
  const result = await runTrial({ target: zoo.address, profile, until: ({ intended }) => intended >= 150 });
  const rows = rowsOf(result.ledger);
  expectSums(result, rows, zoo.seen);
  for (const { operation, failure, outcome } of rows) {
    const [method, manner] = operation.split(/ (.*)/) as [string, Http2Ending];
    const fate = method === 'POST' ? 'unknown' : 'failed';
    expect(EXPECTED_AT_END[manner], operation).toContain(failure);
    expect([operation, outcome]).toEqual([operation, fate]);
  }
});

test('what ends a shared connection ends what is on it, and nothing that comes later', async () => {
  await using zoo = await openHttp2Zoo();
  const operations = { ...both(['delayed', 'ok']), ...both(HTTP2_ENDINGS) };
  const profile = profileOf({ operations, lanes: { kept }, rate: 200, timeoutSeconds: 3 });
  const { ledger, totals } = await runTrial({ target: zoo.address, profile, until: ({ intended }) => intended >= 300 });
  const rows = rowsOf(ledger);
  expect(totals.ok + totals.failed + totals.unknown).toBe(totals.intended);
  const begun = ({ row }: ReadableRow) => ledger.intended[row]! + ledger.sent[row]!;
  const ended = ({ row }: ReadableRow) => ledger.intended[row]! + ledger.end[row]!;
  for (const mine of Map.groupBy(rows, ({ row }) => ledger.connection[row]!).values()) {
    const lost = mine.filter(({ failure }) => failure !== 'none');
    const isEnding = ({ operation }: ReadableRow) => HTTP2_ENDINGS.some((ending) => operation.endsWith(ending));
    if (lost.length > 0) expect(lost.some(isEnding)).toBe(true);
    for (const { failure, turn } of lost)
      expect(['cut', 'reset', 'garbage', turn > 1 ? 'closed-reused' : 'closed']).toContain(failure);
    const end = Math.max(...lost.map(ended));
    if (lost.length > 0) for (const row of mine) expect(begun(row)).toBeLessThanOrEqual(end);
  }
  expect(rows.some(({ failure }) => failure === 'closed-reused')).toBe(true);
});
