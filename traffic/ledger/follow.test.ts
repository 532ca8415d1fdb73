import { appendFileSync, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Block, walkBlocks } from './block.ts';
import type { Damage } from './columns.ts';
import { followLedger } from './follow.ts';
import { openingFor, rowFor, writeShard } from './specimen.ts';
import { LedgerWriter } from './writer.ts';

const folderFor = () => mkdtempDisposableSync(join(tmpdir(), 'follow-'));
const totals = { intended: 3, ok: 3, failed: 0, unknown: 0, notSent: 0 };

test('rows come as they are written, each once, until the seal', async () => {
  using folder = folderFor();
  const writer = new LedgerWriter({ folder: folder.path, shard: 0, opening: openingFor(1) });
  const looks: number[][] = [];
  for await (const { sequence, names, server, health } of followLedger(folder.path)) {
    looks.push([...sequence]);
    if (sequence.length > 0) expect(names.servers[server[0]! - 1]).toBe(`s${sequence[0]}`);
    const next = looks.flat().length;
    if (next === 3 && !health.sealed) writer.seal(totals);
    if (next === 3) continue;
    writer.add(rowFor(next, { server: writer.server(`s${next}`) }));
    writer.flush();
  }
  expect(looks).toEqual([[], [0], [1], [2], []]);
});

test('half a block is waited for; a block that is damaged is told when the next one is there', async () => {
  using folder = folderFor();
  writeShard(folder.path, [rowFor(0), rowFor(1), rowFor(2)], { block: 1 });
  const path = join(folder.path, readdirSync(folder.path)[0]!);
  const bytes = readFileSync(path);
  const blocks = [...walkBlocks(bytes)].flatMap((found) =>
    'block' in found && found.block.rows > 0 ? found.block : [],
  );
  const [, second, third] = blocks as [Block, Block, Block];
  second.payload[7]! ^= 1;
  const half = third.offset + 50;
  writeFileSync(path, bytes.subarray(0, half));
  const seen: number[] = [];
  const damage: Damage[] = [];
  let finished = false;
  for await (const { sequence, health } of followLedger(folder.path)) {
    seen.push(...sequence);
    damage.push(...health.damage);
    if (!finished) appendFileSync(path, bytes.subarray(half));
    finished = true;
  }
  expect(seen).toEqual([0, 2]);
  expect(damage).toMatchObject([{ block: second.number, why: 'checksum of the payload is wrong' }]);
});

test('what was written before the writer went is all that comes, and then no more', async () => {
  using folder = folderFor();
  const writer = new LedgerWriter({ folder: folder.path, shard: 0, opening: openingFor(1) });
  const seen: number[] = [];
  let asked = 0;
  const isWritten = (): boolean => {
    writer.add(rowFor(asked));
    writer.flush();
    return ++asked < 3;
  };
  for await (const { sequence, health } of followLedger(folder.path, isWritten)) {
    seen.push(...sequence);
    expect(health.sealed).toBe(false);
  }
  expect(seen).toEqual([0, 1, 2]);
});
