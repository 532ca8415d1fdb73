import { mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Block, closeBlock, HEADER_BYTES, KINDS, walkBlocks } from './block.ts';
import type { Ledger } from './columns.ts';
import { followLedger } from './follow.ts';
import { MOST_NUMBERS } from './presence.ts';
import { readLedger } from './reader.ts';
import { ROW_BYTES } from './row.ts';
import { rowFor, writeShard } from './specimen.ts';

/** Segments that no recorder wrote, whole or not: whatever is whole is read, and costs no more than it holds. */

const NAME = 'shard-0-segment-0.ledger';

const real = (() => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ledger-fuzz-'));
  writeShard(
    folder.path,
    Array.from({ length: 12 }, (_, sequence) => rowFor(sequence)),
  );
  return readFileSync(join(folder.path, readdirSync(folder.path)[0]!));
})();

async function read(bytes: Buffer): Promise<Ledger> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ledger-fuzz-'));
  writeFileSync(join(folder.path, NAME), bytes);
  for await (const { count } of followLedger(folder.path, () => false))
    expect(count).toBeLessThanOrEqual(bytes.length / ROW_BYTES);
  const ledger = await readLedger(folder.path);
  expect(ledger.count).toBeLessThanOrEqual(bytes.length / ROW_BYTES);
  expect(ledger.sequence).toHaveLength(ledger.count);
  return ledger;
}

test('bytes cut out, doubled or changed', async () => {
  const change = fc.tuple(fc.nat(real.length), fc.nat(200), fc.uint8Array({ maxLength: 60 }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      await read(
        changes.reduce(
          (now, [from, length, by]) => Buffer.concat([now.subarray(0, from), by, now.subarray(from + length)]),
          real,
        ),
      );
    }),
    { numRuns: 150 },
  );
});

test('anything at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect((await read(Buffer.from(bytes))).count).toBe(0);
    }),
    { numRuns: 100 },
  );
});

const blocks = [...walkBlocks(real)].flatMap((found) => ('block' in found ? found.block : []));
const rebuilt = (change: (block: Block, payload: Buffer) => Buffer): Buffer =>
  Buffer.concat(
    blocks.map((block) => {
      const payload = change(block, Buffer.from(block.payload));
      const whole = Buffer.concat([Buffer.alloc(HEADER_BYTES), payload]);
      closeBlock(whole, block);
      return whole;
    }),
  );

test('other contents in blocks whose checksums are right', async () => {
  const change = fc.record({
    kind: fc.constantFrom(...Object.values(KINDS)),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    by: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ kind, at, by }) => {
      await read(
        rebuilt((block, payload) => {
          if (block.kind === kind)
            payload.set(by.slice(0, payload.length), Math.floor(at * (payload.length - by.length)));
          return payload;
        }),
      );
    }),
    { numRuns: 200 },
  );
});

const NUMBERS = [0, 1, 255, 65_535, MOST_NUMBERS, 2 ** 32, Number.MAX_SAFE_INTEGER];

test('numbers in names, openings and seals that would fill the memory or take for ever', async () => {
  test.setTimeout(120_000);
  for (const number of NUMBERS)
    await read(
      rebuilt(({ kind }, payload) =>
        kind === KINDS.rows
          ? payload
          : Buffer.from(payload.toString().replaceAll(/(from|shards|intended)":\d+/g, `$1":${number}`)),
      ),
    );
});

test('a row that claims to be the four-thousand-millionth is damage, and costs nothing', async () => {
  const before = process.memoryUsage();
  const { count, health } = await read(
    rebuilt(({ kind }, payload) => {
      if (kind === KINDS.rows) payload.writeUInt32LE(0xffff_ffff, 0);
      return payload;
    }),
  );
  const { arrayBuffers } = process.memoryUsage();
  expect(arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
  expect(count).toBe(8);
  expect(health.damage.map(({ why }) => why)).toContain("1 rows have numbers beyond any recorder's");
});
