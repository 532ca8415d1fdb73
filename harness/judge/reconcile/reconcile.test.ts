import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { reconciled } from '../assumptions/index.ts';
import { contextOf } from '../context.ts';
import type { Reconciliation } from '../judgement.ts';
import {
  CLEAN,
  changeEvents,
  changeRows,
  contextWith,
  evidenceOf,
  type KeystoneRun,
  keystoneRun,
  type Line,
  linesOf,
  rowIn,
} from '../testing/index.ts';

const row = rowIn('5.2');
const told = (change: Partial<KeystoneRun> = {}): Reconciliation => contextWith(change).reconciled().told;
const kinds = ({ differences }: Reconciliation) =>
  differences.map(({ class: name, explained, count }) => [name, explained, count]);
const lines = linesOf(CLEAN.rows);
const change = (sequence: number, by: Partial<Line>): Line[] =>
  lines.map((line) => (line.sequence === sequence ? { ...line, ...by } : line));
const without = (sequence: number): Line[] => lines.filter((line) => line.sequence !== sequence);
/** The counters of every sample after the row, with so many requests and answers more, and connections that are open. */
const counting = (requests: number, answers: number, open = 0) =>
  changeEvents('counters', (event) => {
    if (event.t < CLEAN.rows[row]!.intended) return event;
    const front = event.frontends.keystone!;
    const more = { req_tot: front.req_tot! + requests, hrsp_2xx: front.hrsp_2xx! + answers, scur: open };
    return { ...event, frontends: { keystone: { ...front, ...more } } };
  });

test('clean runs of every order are exact: what was sent, logged, counted and served is one story', () => {
  for (const order of ['crossover', 'rolling', 'half', 'all-at-once'] as const) {
    const { told: clean } = contextOf(evidenceOf(keystoneRun({ order }))).reconciled();
    expect(clean).toMatchObject({ status: 'exact', differences: [] });
    expect([clean.answered, clean.logged, clean.counted, clean.countedAnswers]).toEqual(Array(4).fill(clean.sent));
    expect(clean.served.every(({ requests, least, most }) => requests === least && requests === most)).toBe(true);
  }
  expect(reconciled(contextWith())).toMatchObject({ holds: true });
});

test('other clients’ requests, whenever they came, and any order of the lines leave nothing unexplained', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), fc.integer(), (seen, besides, seed) => {
      const shuffled = fc.sample(fc.shuffledSubarray(lines, { minLength: lines.length }), { numRuns: 1, seed })[0]!;
      const evidence = evidenceOf({ ...CLEAN, lines: shuffled, journal: counting(seen, seen) });
      const access = { ...evidence.access!, others: { lb1: { keystone: seen + besides } } };
      expect(contextOf({ ...evidence, access }).reconciled().told).toMatchObject({ status: 'exact' });
    }),
    { numRuns: 20 },
  );
});

test('without a log nothing is measured, and it says so', () => {
  expect(told({ lines: null })).toMatchObject({ status: 'not-measured', logged: null, sent: CLEAN.rows.length });
  expect(told({ lines: [] })).toMatchObject({ status: 'not-measured' });
  expect(reconciled(contextWith({ lines: null }))).toMatchObject({ holds: true, measured: false });
});

test('the silent close: no line, no answer counted, named as such', () => {
  const rows = changeRows([row], { outcome: 'unknown', failure: 'closed-reused', status: null, server: null });
  const silent = told({ rows, lines: without(row), journal: counting(0, -1) });
  expect(silent.status).toBe('explained');
  const close = silent.differences.find(({ class: name }) => name === 'silent-close')!;
  expect(close).toMatchObject({ count: 1, exhibits: [{ sequence: row }] });
  expect(close.sentence).toContain('counted at least 1 of these');
  expect(reconciled(contextWith({ rows, lines: without(row) })).holds).toBe(true);
});

test('an answer without a line: lost on the way if it was counted, else nobody’s', () => {
  const lost = told({ lines: without(row) });
  expect(kinds(lost)).toEqual(expect.arrayContaining([['line-missing', true, 1]]));
  const never = told({ lines: without(row), journal: counting(-1, -1) });
  expect(kinds(never)).toEqual(expect.arrayContaining([['line-missing', false, 1]]));
  expect(reconciled(contextWith({ lines: without(row), journal: counting(-1, -1) })).holds).toBe(false);
});

test('a status, a server or a whole answer that only one side knows is not explained', () => {
  const failed = { outcome: 'failed', status: null, server: null } as const;
  expect(kinds(told({ lines: change(row, { status: 204 }) }))).toEqual([['status-differs', false, 1]]);
  const other = CLEAN.rows[row]!.server === 'keystone1' ? 'keystone2' : 'keystone1';
  expect(kinds(told({ lines: change(row, { server: other }) }))).toContainEqual(['server-differs', false, 1]);
  const reset = changeRows([row], { ...failed, failure: 'reset' });
  expect(kinds(told({ rows: reset, lines }))).toContainEqual(['answer-lost', false, 1]);
  expect(kinds(told({ rows: changeRows([row], { ...failed, failure: 'timeout' }), lines }))).toContainEqual([
    'given-up',
    true,
    1,
  ]);
  const broken = change(row, { termination: 'SD--' });
  expect(kinds(told({ rows: changeRows([row], { ...failed, failure: 'cut' }), lines: broken }))).toContainEqual([
    'answer-broken',
    true,
    1,
  ]);
});

test('a line of a request that is not in the ledger, and one that the same back end logs again', () => {
  const strange = told({ lines: [...lines, { sequence: 9_999_999 }] });
  expect(kinds(strange)).toContainEqual(['line-without-row', false, 1]);
  const damaged = told({
    lines: [...lines, { sequence: 9_999_999 }],
    ledger: { ...CLEAN.ledger, health: { sealed: false } },
  });
  expect(kinds(damaged)).toContainEqual(['line-without-row', true, 1]);
  const again = lines.find(({ sequence }) => sequence === row)!;
  expect(kinds(told({ lines: [...lines, again] }))).toContainEqual(['logged-twice', false, 1]);
  const behind = { ...again, backend: 'other', server: 'other1', status: 404 };
  for (const both of [
    [behind, ...lines],
    [...lines, behind],
  ])
    expect(
      told({ lines: both })
        .differences.filter(({ explained }) => !explained)
        .map((one) => one.class),
    ).toEqual([
      // The other back end's request is one that nobody counted in this journal.
      'uncounted',
    ]);
});

test('more requests counted than anybody knows of, or fewer than were logged', () => {
  expect(kinds(told({ journal: counting(3, 3) }))).toEqual([['counted-untold', false, 3]]);
  expect(kinds(told({ journal: counting(3, 3, 2) }))).toEqual([['counted-untold', false, 3]]);
  expect(kinds(told({ journal: counting(3, 3, 3) }))).toEqual([['counted-untold', true, 3]]);
  const unsealed = { ...CLEAN.ledger, health: { sealed: false } };
  expect(kinds(told({ journal: counting(3, 3), ledger: unsealed }))).toEqual([['counted-untold', true, 3]]);
  expect(kinds(told({ journal: counting(-2, 0) }))).toEqual([['uncounted', false, 2]]);
  expect(kinds(told({ journal: counting(0, -4) }))).toEqual([['answers-uncounted', false, 4]]);
});

test('a balancer that began anew took its counters along: told, not held against anybody', () => {
  const anew = changeEvents('counters', (event) =>
    event.t < CLEAN.rows[row]!.intended ? event : { ...event, frontends: { keystone: { req_tot: 5, hrsp_2xx: 5 } } },
  );
  expect(kinds(told({ journal: anew }))).toEqual([['balancer-anew', true, 1]]);
});

test('a service that says that it answered more or fewer than the log tells', () => {
  const saying = (more: number) =>
    changeEvents('served', (event) =>
      event.node === 'controller1' && event.t > 1_000_000 ? { ...event, requests: event.requests + more } : event,
    );
  for (const more of [-1, 1]) {
    expect(kinds(told({ journal: saying(more) }))).toEqual([['served-differs', false, 1]]);
    // What was tried there and then sent elsewhere may have been answered there as well.
    const elsewhere = CLEAN.rows.findIndex(({ server }) => server === 'keystone2');
    const retried = told({ journal: saying(more), lines: change(elsewhere, { retries: 1, redispatched: true }) });
    expect(kinds(retried)).toEqual([more > 0 ? ['served-open', true, 1] : ['served-differs', false, 1]]);
  }
});

test('what the load balancer absorbed is told by step', () => {
  const absorbed = told({ lines: change(row, { retries: 2, redispatched: true, queued: 7 }) });
  expect(absorbed).toMatchObject({
    status: 'exact',
    absorbed: [{ step: '5.2', retries: 2, redispatches: 1, queued: 1, queuedMs: 7 }],
  });
});
