import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { FAILURES, type Ledger, OUTCOMES } from '../../traffic/ledger/index.ts';
import { around, COLUMNS, select, summarize, type Wanted } from './index.ts';
import { anyLedger, ledgerFrom } from './testing/index.ts';

/** What a row says under a name, as it is shown. */
function said(ledger: Ledger, row: number, name: string): string | number | null {
  return COLUMNS.find((column) => column.name === name)!.value(ledger, row);
}

const some = <Value>(...values: Value[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });

const anyWanted: fc.Arbitrary<Wanted> = fc.record(
  {
    outcome: some(...OUTCOMES),
    failure: some(...FAILURES),
    operation: some('list', 'create', 'boot'),
    service: some('keystone', 'nova'),
    lane: some('keep-alive', 'fresh'),
    server: some('none', 's1', 'sérver 2'),
    version: some('none', '2.9', '2.10'),
    session: some(0, 1, 65_535),
    connection: some(0, 1, 2),
    sequence: fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => [a, a + b] as const),
    began: fc.tuple(fc.nat(5_000_000), fc.nat(5_000_000)).map(([a, b]) => [a, a + b] as const),
  },
  { requiredKeys: [] },
);

/** The slow way: row by row, by what is shown of it. */
function oracle(ledger: Ledger, wanted: Wanted): number[] {
  const { sequence, began } = wanted;
  return [...ledger.sequence.keys()].filter((row) => {
    const tell = (name: string) => said(ledger, row, name);
    const among = (list: readonly unknown[] | undefined, value: unknown) => !list || list.includes(value);
    const beganAt = Number(tell('sent_us') ?? tell('intended_us'));
    return (
      among(wanted.outcome, tell('outcome')) &&
      among(wanted.failure, tell('failure')) &&
      among(wanted.operation, tell('operation')) &&
      among(wanted.service, tell('service')) &&
      among(wanted.lane, tell('lane')) &&
      among(wanted.server, tell('server') ?? 'none') &&
      among(wanted.version, tell('version') ?? 'none') &&
      among(wanted.session, tell('session')) &&
      among(wanted.connection, tell('connection') ?? 0) &&
      (!sequence || (Number(tell('sequence')) >= sequence[0] && Number(tell('sequence')) <= sequence[1])) &&
      (!began || (beganAt >= began[0] && beganAt < began[1]))
    );
  });
}

test('rows are selected as looking at each of them does', () => {
  fc.assert(
    fc.property(anyLedger, anyWanted, (ledger, wanted) => {
      expect([...select(ledger, wanted)]).toEqual(oracle(ledger, wanted));
    }),
    { numRuns: 400 },
  );
});

const anyOne = (): Ledger => fc.sample(ledgerFrom(20), { numRuns: 1, seed: 5 })[0]!;

test('a name that is not there is refused, with those that are', () => {
  const one = anyOne();
  expect(() => select(one, { operation: ['lisst'] })).toThrow(
    'unknown operation "lisst"; there are: list, create, boot',
  );
  expect(() => select(one, { service: ['glance'] })).toThrow('there are: keystone, nova');
  expect(() => select(one, { version: ['3.1'] })).toThrow('there are: none, 2.9, 2.10');
  expect([...select(one, { server: ['s9'], growing: true })]).toEqual([]);
});

test('neighbours are those that sorting all rows finds', () => {
  fc.assert(
    fc.property(ledgerFrom(1), fc.nat(), fc.integer({ min: 1, max: 4 }), (ledger, pick, reach) => {
      const target = pick % ledger.count;
      const all = select(ledger, {});
      const beganAt = (row: number) => Number(said(ledger, row, 'sent_us') ?? said(ledger, row, 'intended_us'));
      const sorted = [...all].sort((a, b) => beganAt(a) - beganAt(b) || a - b);
      const close = (column: 'sequence' | 'connection' | 'session'): number[] => {
        const alike = sorted.filter((row) => column === 'sequence' || ledger[column][row] === ledger[column][target]);
        const at = alike.indexOf(target);
        return alike.slice(Math.max(0, at - reach), at + reach + 1);
      };
      const onConnection = ledger.connection[target] === 0 ? [] : close('connection');
      const expected = new Set([...close('sequence'), ...onConnection, ...close('session')]);
      const { rows, near } = around(ledger, all, ledger.sequence[target]!, reach);
      expect([...rows]).toEqual(sorted.filter((row) => expected.has(row)));
      for (const [index, row] of rows.entries()) {
        expect(near[index]!.includes('this')).toBe(row === target);
        expect(near[index]!.includes('connection')).toBe(row !== target && onConnection.includes(row));
        expect(near[index]!.includes('session')).toBe(row !== target && close('session').includes(row));
      }
    }),
  );
});

test('a request that is not there has no neighbours', () => {
  const one = anyOne();
  const absent = one.sequence.at(-1)! + 1;
  expect(() => around(one, select(one, {}), absent, 3)).toThrow(`the ledger has no request ${absent}; it holds`);
});

test('every row is in exactly one figure of each kind', () => {
  fc.assert(
    fc.property(anyLedger, (ledger) => {
      const { rows, outcomes, by, began } = summarize(ledger);
      const sum = (figures: readonly { readonly requests: number }[]) =>
        figures.reduce((total, { requests }) => total + requests, 0);
      expect(rows).toBe(ledger.count);
      expect(began === null).toBe(ledger.count === 0);
      for (const figures of [outcomes, ...Object.values(by)]) expect(sum(figures)).toBe(ledger.count);
      for (const { outcome, failure, requests } of outcomes)
        expect(select(ledger, { outcome: [outcome as 'ok'], failure: [failure as 'none'] })).toHaveLength(requests);
      for (const { name, failed, unknown } of by.server)
        expect(select(ledger, { server: [name], outcome: ['failed', 'unknown'] })).toHaveLength(failed + unknown);
    }),
  );
});
