import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Ledger } from './columns.ts';
import { joinLedgers } from './join.ts';
import { readLedger } from './reader.ts';
import { rowFor, writeShard } from './specimen.ts';

async function ledgerOf(numbers: readonly number[], sealed = true): Promise<Ledger> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ledger-'));
  writeShard(
    folder.path,
    numbers.map((number) => rowFor(number)),
    { sealed },
  );
  return await readLedger(folder.path);
}

const told = ({ names, server, version }: Ledger, row: number) => {
  const { major, minor } = names.versions[version[row]! - 1]!;
  return [names.servers[server[row]! - 1], `${major}.${minor}`];
};

test('one ledger alone stays what it is', async () => {
  const ledger = await ledgerOf([0, 1]);
  expect(joinLedgers([{ ledger, numbersFrom: 0 }])).toBe(ledger);
});

test('rows of both, each with its own number, and what it met under its own name', async () => {
  // Of the second, neither servers nor versions were met in the order of the first.
  const [first, second] = [await ledgerOf([0, 1, 2]), await ledgerOf([2, 1, 0].map((n) => n + 2))];
  const joined = joinLedgers([
    { ledger: first, numbersFrom: 0 },
    { ledger: second, numbersFrom: 1_000 },
  ]);
  expect([...joined.sequence]).toEqual([0, 1, 2, 1_002, 1_003, 1_004]);
  for (const row of [0, 1, 2]) {
    expect(told(joined, row)).toEqual(told(first, row));
    expect(told(joined, 3 + row)).toEqual(told(second, row));
  }
  expect(new Set(joined.names.servers).size).toBe(joined.names.servers.length);
});

test('no connection or session of one is one of the other', async () => {
  const ledger = await ledgerOf([0, 1, 2]);
  const joined = joinLedgers([
    { ledger, numbersFrom: 0 },
    { ledger, numbersFrom: 10 },
  ]);
  expect(new Set(joined.connection).size).toBe(6);
  expect(new Set(joined.session.slice(0, 3)).intersection(new Set(joined.session.slice(3))).size).toBe(0);
});

test('it is as whole as the least whole of them', async () => {
  const cut = await ledgerOf([0, 2], false);
  const { health } = joinLedgers([
    { ledger: await ledgerOf([0, 1]), numbersFrom: 0 },
    { ledger: cut, numbersFrom: 100 },
  ]);
  expect(health).toMatchObject({ sealed: false, missing: [[101, 102]], intended: 2 + cut.health.intended });
});
