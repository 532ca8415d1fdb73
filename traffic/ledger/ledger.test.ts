import { mkdtempDisposableSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { HEADER_BYTES, walkBlocks } from './block.ts';
import { NEVER } from './columns.ts';
import { readLedger } from './reader.ts';
import type { Row } from './row.ts';
import { openingFor, rowFor, writeShard } from './specimen.ts';
import { LedgerWriter } from './writer.ts';

const folderFor = () => mkdtempDisposableSync(join(tmpdir(), 'ledger-'));
const numbered = (count: number, shard = 0, shards = 1) =>
  Array.from({ length: count }, (_, index) => rowFor(index * shards + shard));
const whole = { sealed: true, missing: [], damage: [] };
const wholeBlocks = (bytes: Buffer) => [...walkBlocks(bytes)].flatMap((found) => ('block' in found ? found.block : []));

const u32 = fc.integer({ min: 0, max: NEVER });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u8 = fc.integer({ min: 0, max: 0xff });
const anyRow: fc.Arbitrary<Omit<Row, 'sequence' | 'server' | 'version'>> = fc.record({
  intended: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  sent: u32,
  connected: u32,
  firstByte: u32,
  end: u32,
  outcome: u8,
  failure: u8,
  status: u16,
  operation: u8,
  lane: u8,
  session: u16,
  turn: u16,
  connection: u32,
  bytes: u32,
});

test('what is written is read, in order of sequence, whatever order the fates came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 1, maxLength: 40 }).chain((rows) => {
        const numberedRows = rows.map((row, sequence) => ({ ...row, sequence, server: 0, version: 0 }));
        return fc.tuple(fc.constant(numberedRows), fc.shuffledSubarray(numberedRows, { minLength: rows.length }));
      }),
      async ([rows, shuffled]) => {
        using folder = folderFor();
        writeShard(folder.path, shuffled, { block: 4 });
        const ledger = await readLedger(folder.path);
        expect(ledger.health).toMatchObject({ ...whole, intended: rows.length });
        for (const [index, { server: _s, version: _v, ...row }] of rows.entries())
          for (const [column, value] of Object.entries(row))
            expect(ledger[column as keyof typeof row][index], column).toBe(value);
      },
    ),
    { numRuns: 60 },
  );
});

test('names are read back with their rows, over shards and segments that number them differently', async () => {
  using folder = folderFor();
  for (const shard of [0, 1])
    writeShard(folder.path, numbered(50, shard, 2).reverse(), { shard, shards: 2, segmentBytes: 600 });
  expect(readdirSync(folder.path).length).toBeGreaterThan(6);
  const { count, sequence, server, version, names, health } = await readLedger(folder.path);
  expect(health).toMatchObject({ ...whole, intended: 100 });
  expect(count).toBe(100);
  for (let row = 0; row < count; row += 1) {
    expect(sequence[row]).toBe(row);
    expect(names.servers[server[row]! - 1]).toBe(`s${row % 3}`);
    expect(names.versions[version[row]! - 1]).toEqual({ major: 2, minor: 9 + (row % 2) });
  }
  expect(names.operations).toEqual(['list', 'create']);
  expect(names.creates).toEqual([false, true]);
});

test('a row costs at most 48 bytes from ten in a block on', () => {
  using folder = folderFor();
  const writer = new LedgerWriter({ folder: folder.path, shard: 0, opening: openingFor(1) });
  const size = () =>
    readdirSync(folder.path).reduce((sum, name) => sum + readFileSync(join(folder.path, name)).length, 0);
  const before = size();
  for (let sequence = 0; sequence < 10_000; sequence += 1) {
    writer.add(rowFor(sequence));
    if (sequence % 10 === 9) writer.flush();
  }
  expect((size() - before) / 10_000).toBeLessThanOrEqual(48);
});

test('a ledger cut off at any byte is read up to there and is not sealed', async () => {
  using folder = folderFor();
  writeShard(folder.path, numbered(8));
  const [name] = readdirSync(folder.path) as [string];
  const path = join(folder.path, name);
  const bytes = readFileSync(path);
  const blocks = wholeBlocks(bytes);
  const ends = blocks.map((block) => block.offset + HEADER_BYTES + block.payload.length);
  for (let length = 0; length < bytes.length; length += 1) {
    writeFileSync(path, bytes.subarray(0, length));
    if (length < ends[0]!) {
      const { health, count } = await readLedger(folder.path);
      expect([count, health.sealed]).toEqual([0, false]);
      expect(health.damage.at(-1)?.why).toContain('no opening can be read');
      continue;
    }
    const { health, count } = await readLedger(folder.path);
    const rows = blocks.filter((_, index) => ends[index]! <= length).reduce((sum, block) => sum + block.rows, 0);
    expect(count).toBe(rows);
    expect(health.sealed).toBe(false);
    expect(health.damage.length).toBe(ends.includes(length) ? 0 : 1);
  }
});

test('a bit flipped anywhere is noticed, and costs no more than its block', async () => {
  using folder = folderFor();
  writeShard(folder.path, numbered(8));
  const [name] = readdirSync(folder.path) as [string];
  const path = join(folder.path, name);
  const bytes = readFileSync(path);
  const blocks = wholeBlocks(bytes);
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(path, flipped);
    const hit = blocks.findLast((block) => block.offset <= bit >> 3)!;
    const { health, count, names } = await readLedger(folder.path);
    const { number, offset } = hit;
    expect(health.damage).toEqual([expect.objectContaining({ file: name, block: number, offset })]);
    expect(count).toBe(8 - hit.rows);
    expect(names.operations).toEqual(['list', 'create']);
  }
});

test('a block that is missing leaves a gap and a hole in the numbers', async () => {
  using folder = folderFor();
  writeShard(folder.path, numbered(9));
  const [name] = readdirSync(folder.path) as [string];
  const path = join(folder.path, name);
  const bytes = readFileSync(path);
  const rows = wholeBlocks(bytes).filter((block) => block.rows > 0);
  const [, second, third] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
  writeFileSync(path, Buffer.concat([bytes.subarray(0, second.offset), bytes.subarray(third.offset)]));
  const { health, sequence } = await readLedger(folder.path);
  expect(health.missing).toEqual([[3, 6]]);
  expect(health.damage).toEqual([
    { file: name, block: third.number, offset: second.offset, why: `block ${second.number} is missing` },
  ]);
  expect([...sequence]).toEqual([0, 1, 2, 6, 7, 8]);
});

test('rows written twice are kept once and named', async () => {
  using folder = folderFor();
  writeShard(folder.path, [...numbered(4), rowFor(2)]);
  const { count, health } = await readLedger(folder.path);
  expect(count).toBe(4);
  expect(health.damage.map(({ why }) => why)).toEqual(['1 rows are there twice']);
  expect(health.missing).toEqual([[4, 5]]);
});

test('without a seal the gaps that can be known are known', async () => {
  using folder = folderFor();
  writeShard(folder.path, [rowFor(0), rowFor(1), rowFor(5)], { sealed: false });
  const { health } = await readLedger(folder.path);
  expect(health).toMatchObject({
    ...{ sealed: false, intended: 6, missing: [[2, 5]], damage: [] },
    shards: [{ shard: 0, sealed: false, intended: 6 }],
  });
});

test('a shard that is not there at all is noticed', async () => {
  using folder = folderFor();
  writeShard(folder.path, numbered(3, 0, 2), { shard: 0, shards: 2 });
  const { health, count } = await readLedger(folder.path);
  expect(count).toBe(3);
  expect(health.sealed).toBe(false);
  expect(health.damage.map(({ why }) => why)).toEqual(['nothing of shard 1 of 2 is there']);
});

test('rows may be meant further apart than a block can express', async () => {
  using folder = folderFor();
  const hours = 3_600_000_000;
  writeShard(folder.path, [
    rowFor(0, { intended: 5 * hours }),
    rowFor(1, { intended: 0 }),
    rowFor(2, { intended: 9 * hours }),
  ]);
  const { intended, health } = await readLedger(folder.path);
  expect([...intended]).toEqual([5 * hours, 0, 9 * hours]);
  expect(health).toMatchObject({ ...whole, intended: 3 });
});

test('where there is no ledger, the reader says so', async () => {
  using folder = folderFor();
  const { health, count } = await readLedger(folder.path);
  expect([count, health.sealed, health.damage.map(({ why }) => why)]).toEqual([0, false, ['there is no segment']]);
  rmSync(folder.path, { recursive: true });
  await expect(readLedger(folder.path)).rejects.toMatchObject({ code: 'ledger-unreadable' });
});

test('a second run into the same folder is refused', () => {
  using folder = folderFor();
  writeShard(folder.path, numbered(1));
  expect(() => writeShard(folder.path, numbered(1))).toThrow(expect.objectContaining({ code: 'ledger-exists' }));
});

test('more servers than a byte can number are counted together', async () => {
  using folder = folderFor();
  const writer = new LedgerWriter({ folder: folder.path, shard: 0, opening: openingFor(1) });
  for (let sequence = 0; sequence < 300; sequence += 1)
    writer.add(rowFor(sequence, { server: writer.server(`host-${sequence}`) }));
  writer.seal({ intended: 300, ok: 300, failed: 0, unknown: 0, notSent: 0 });
  const { names, server } = await readLedger(folder.path);
  expect(names.servers[server[253]! - 1]).toBe('host-253');
  expect(names.servers[server[254]! - 1]).toBe('(others)');
  expect(names.servers[server[299]! - 1]).toBe('(others)');
});
