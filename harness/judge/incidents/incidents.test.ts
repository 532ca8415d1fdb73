import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { judge } from '../index.ts';
import { bySending, fatesOf, IS_FAULT, placesOf } from '../measure/index.ts';
import { CLEAN, evidenceOf, ledgerOf, linesOf, type Row, rowIn, sampleEvidence, timesOf } from '../testing/index.ts';
import { chainFaults } from './chain.ts';
import { meaningOf } from './terminations.ts';

const PAUSE = 100;
const fate = fc.constantFrom<Partial<Row>>(
  {},
  {},
  {},
  { outcome: 'failed', failure: 'reset', status: null },
  { outcome: 'failed', failure: 'status', status: 503 },
  { outcome: 'failed', failure: 'status', status: 401 },
);
const request: fc.Arbitrary<Row> = fc
  .record({
    intended: fc.integer({ min: 0, max: 3_000 }),
    session: fc.nat({ max: 2 }),
    operation: fc.constantFrom('log-in', 'use'),
    fate,
  })
  .map(({ fate: its, ...row }) => ({ ...row, ...its }));

test('chains are what asking every fault for its origin finds', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 50 }), (rows) => {
      expect(chained(rows)).toEqual(slowly(rows));
    }),
    { numRuns: 400 },
  );
});

test('a lost token and what was refused for lack of it is one incident, however much later', () => {
  const session = { session: 7 };
  const rows: Row[] = [
    { intended: 0, operation: 'log-in', ...session, outcome: 'unknown', failure: 'closed-reused', status: null },
    { intended: 2_000, operation: 'use', ...session, outcome: 'failed', failure: 'status', status: 401 },
    { intended: 2_010, operation: 'use', session: 8, outcome: 'failed', failure: 'status', status: 401 },
    { intended: 4_000, operation: 'use', ...session },
    { intended: 6_000, operation: 'use', ...session, outcome: 'failed', failure: 'status', status: 401 },
  ];
  expect(chained(rows)).toEqual([
    { chain: 0, follows: 0 },
    { chain: 0, follows: 1 },
    { chain: 1, follows: 0 },
    { chain: 2, follows: 0 },
  ]);
});

test('a clean run has none; one without drain has one for each stop, with all that is known of it', () => {
  expect(judge(sampleEvidence('certified')).incidents).toEqual([]);
  const judgement = judge(sampleEvidence('refused-errors'));
  const first = judgement.incidents[0]!;
  expect(first).toMatchObject({
    step: '2.1',
    node: 'controller1',
    failures: [{ failure: 'status', status: 503 }],
    terminations: [
      {
        state: 'SC--',
        meaning: 'the server hung up or refused the connection while the connection to the server was made',
      },
    ],
  });
  expect(first.sentence).toContain('keystone1 went away while the load balancer still sent users there');
  expect(first.sentence).toContain('Asked past the load balancers meanwhile, controller1');
  expect(first.findings.map((index) => judgement.findings[index]!.class)).toEqual(
    expect.arrayContaining(['errors', 'outage', 'exposed']),
  );
  const told = judgement.incidents.reduce((sum, { requests }) => sum + requests, 0);
  expect(told).toBe(judgement.proof.failed + judgement.proof.unknown);
});

test('tells what the direct probes of the node say: it did not answer either', () => {
  const row = rowIn('3.4', 0, ({ server }) => server !== null);
  const server = CLEAN.rows[row]!.server!;
  const rows = CLEAN.rows.map(
    (one, number): Row => (number === row ? { ...one, outcome: 'failed', failure: 'cut', status: 200 } : one),
  );
  const { from } = timesOf('3.4');
  const journal = CLEAN.journal.map((event) =>
    event.event === 'direct' && event.sent > from - 5e6 && event.sent < from + 5e6
      ? { ...event, status: null, ms: null }
      : event,
  );
  const lines = linesOf(rows).map((line) => (line.sequence === row ? { ...line, termination: 'SD--' } : line));
  const [incident] = judge(evidenceOf({ ...CLEAN, rows, journal, lines })).incidents;
  expect(incident).toMatchObject({ server, requests: 1, sessions: 1 });
  expect(incident!.sentence).toContain(
    'logged 1 as SD--: the server hung up or refused the connection in the middle of the answer',
  );
  expect(incident!.sentence).toContain('did not answer either');
});

test('HAProxy’s letters in words, even those that nobody knows', () => {
  expect(meaningOf('sH--')).toBe('the server’s time was up while the answer’s head was awaited');
  expect(meaningOf('----')).toBe('ended normally');
  expect(meaningOf('?')).toBe('ended for an unknown reason');
});

function chained(rows: readonly Row[]): { chain: number; follows: number }[] {
  const ledger = ledgerOf(rows);
  const sending = bySending(ledger);
  const { kinds } = fatesOf(ledger, []);
  const { of, follows } = chainFaults(ledger, sending, kinds, placesOf(sending, kinds, IS_FAULT), PAUSE);
  return [...of].map((chain, index) => ({ chain, follows: follows[index]! }));
}

/** The slow and obvious way. */
function slowly(rows: readonly Row[]): { chain: number; follows: number }[] {
  const order = [...rows.keys()].sort((a, b) => rows[a]!.intended - rows[b]!.intended || a - b);
  const faults = order.filter((row) => rows[row]!.outcome);
  const place = (row: number): number => order.indexOf(row);
  const chainOf = new Map<number, number>();
  const leaders: number[] = [];
  return faults.map((row) => {
    const its = rows[row]!;
    const earlier = faults.findLast((other) => place(other) < place(row) && rows[other]!.session === its.session);
    const mended =
      earlier !== undefined &&
      order.some(
        (other) =>
          place(other) > place(earlier) &&
          place(other) < place(row) &&
          !rows[other]!.outcome &&
          rows[other]!.session === its.session &&
          rows[other]!.operation === its.operation,
      );
    const follows = earlier !== undefined && its.status === 401 && !mended;
    const before = leaders.at(-1);
    const near = before !== undefined && its.intended - rows[before]!.intended <= PAUSE;
    const newest = Math.max(-1, ...leaders.map((leader) => chainOf.get(leader)!));
    const chain = follows ? chainOf.get(earlier)! : near ? newest : newest + 1;
    chainOf.set(row, chain);
    if (!follows) leaders.push(row);
    return { chain, follows: Number(follows) };
  });
}
