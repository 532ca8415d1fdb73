import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { chainOf, firstDifference } from './chain.ts';
import { breakSeal, isSealed, seal, tell, verify } from './index.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  mkdirSync(join(folder, 'ledger'));
  writeFileSync(join(folder, 'ledger', 'shard.ledger'), Buffer.from([0, 1, 2, 255]));
  writeFileSync(join(folder, 'plan.json'), '{}\n');
  writeFileSync(join(folder, 'journal.ndjson'), 'one\ntwo\nthree\nfour\n');
  seal(folder);
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const differences = () => verify(folder).map(tell);

test('a folder that nobody touched is as it was sealed', () => {
  expect(isSealed(folder)).toBe(true);
  expect(differences()).toEqual([]);
});

test('reports of a later judgement are no part of it', () => {
  mkdirSync(join(folder, 'judged-again'));
  writeFileSync(join(folder, 'judged-again', 'report.html'), '');
  expect(differences()).toEqual([]);
});

const TAMPERINGS: { name: string; act: () => void; says: string }[] = [
  {
    name: 'a line of the journal changed',
    act: () => writeFileSync(join(folder, 'journal.ndjson'), 'one\ntwo\nthree!\nfour\n'),
    says: 'journal.ndjson:3 was changed',
  },
  {
    name: 'a line left out',
    act: () => writeFileSync(join(folder, 'journal.ndjson'), 'one\nthree\nfour\n'),
    says: 'journal.ndjson:2 was changed',
  },
  {
    name: 'a line put in at the end',
    act: () => appendFileSync(join(folder, 'journal.ndjson'), 'five\n'),
    says: 'journal.ndjson:5 was changed',
  },
  {
    name: 'the last line cut off',
    act: () => writeFileSync(join(folder, 'journal.ndjson'), 'one\ntwo\nthree\n'),
    says: 'journal.ndjson:4 was changed',
  },
  {
    name: 'one bit of the ledger',
    act: () => writeFileSync(join(folder, 'ledger', 'shard.ledger'), Buffer.from([0, 1, 3, 255])),
    says: 'ledger/shard.ledger was changed',
  },
  { name: 'a file removed', act: () => rmSync(join(folder, 'plan.json')), says: 'plan.json is missing' },
  { name: 'a file added', act: () => writeFileSync(join(folder, 'extra'), ''), says: 'extra was added' },
  {
    name: 'a manifest that is none',
    act: () => writeFileSync(join(folder, 'manifest.json'), '{'),
    says: "manifest.json can't be read",
  },
];

for (const { name, act, says } of TAMPERINGS)
  test(`noticed: ${name}`, () => {
    act();
    expect(differences()[0]).toBe(says);
  });

test('what is about to be written to is no longer sealed', () => {
  breakSeal(folder);
  expect(isSealed(folder)).toBe(false);
  seal(folder);
  expect(differences()).toEqual([]);
});

test('whatever is done to lines, the first one that differs is found', () => {
  const lines = fc.array(fc.stringMatching(/^[a-c]{0,3}$/), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (was, is) => {
      const chain = (all: readonly string[]) => chainOf(Buffer.from(all.map((line) => `${line}\n`).join('')));
      const oracle = Array.from({ length: Math.max(was.length, is.length) }, (_, n) => n).find((n) => was[n] !== is[n]);
      expect(firstDifference(chain(was), chain(is))).toBe(oracle === undefined ? undefined : oracle + 1);
    }),
  );
});

test('half a last line counts as one', () => {
  const content = readFileSync(join(folder, 'journal.ndjson'));
  expect(chainOf(content.subarray(0, -2))).toHaveLength(4);
});
