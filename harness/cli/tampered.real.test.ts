import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { renderVerdictJson } from '../../reports/index.ts';
import { type Judgement, judge } from '../judge/index.ts';
import { RunFolder } from '../run/index.ts';
import { Workplace } from './testing/index.ts';

/** One real run, and copies of it that somebody spoiled. */

interface Block {
  readonly number: number;
  readonly rows: number;
  readonly offset: number;
  readonly end: number;
}

const SHORT = ['--baseline', '2', '--mixed', '1', '--settle', '1'];
const HEADER = 40;

let place: Workplace;
let segment: string;
let intact: Buffer;
let blocks: Block[];

test.beforeAll(async () => {
  place = new Workplace();
  await place.run('certify', 'keystone', ...SHORT);
  // On a busy machine it may prove nothing; its record is whole all the same.
  expect(place.verdict.verdict).not.toBe('refused');
  expect(brokenIn(place.verdict, 'recorder-whole') + brokenIn(place.verdict, 'journal-whole')).toBe('');
  [segment] = readdirSync(join(place.runFolder, 'ledger')) as [string];
  intact = readFileSync(join(place.runFolder, 'ledger', segment));
  blocks = [];
  for (let offset = 0; offset < intact.length; ) {
    const end = offset + HEADER + intact.readUInt32LE(offset + 20);
    blocks.push({ number: intact.readUInt32LE(offset + 12), rows: intact.readUInt32LE(offset + 16), offset, end });
    offset = end;
  }
});
test.afterAll(() => place[Symbol.dispose]());

/** A copy of the run with one file replaced. */
async function spoiled<Result>(
  file: string,
  bytes: Buffer,
  look: (run: RunFolder) => Promise<Result>,
): Promise<Result> {
  const copy = join(place.folder, 'copy');
  cpSync(place.runFolder, copy, { recursive: true });
  writeFileSync(join(copy, file), bytes);
  try {
    return await look(new RunFolder(copy));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const judged = async (run: RunFolder): Promise<Judgement> => judge(await run.evidence());
const judgedWith = (ledger: Buffer) => spoiled(join('ledger', segment), ledger, judged);

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

const brokenIn = ({ assumptions }: Judgement, name: string): string =>
  assumptions
    .filter((one) => one.name === name && !one.holds)
    .map(({ detail }) => detail)
    .join();

test('a stored run is judged to the same bytes, twice, and in another process', async () => {
  const stored = readFileSync(join(place.runFolder, 'verdict.json'), 'utf8');
  for (let time = 0; time < 2; time += 1)
    expect(renderVerdictJson(await judged(new RunFolder(place.runFolder)))).toBe(stored);
  await spoiled('plan.json', readFileSync(join(place.runFolder, 'plan.json')), async ({ path }) => {
    expect((await place.run('judge', path, '--json')).stdout).toBe(stored);
    expect(readFileSync(join(path, 'verdict.json'), 'utf8')).toBe(stored);
  });
});

function expectNamed(judgement: Judgement, hit: Block): void {
  expect(judgement.verdict).toBe('inconclusive');
  expect(brokenIn(judgement, 'recorder-whole')).toContain(`${segment}, block ${hit.number} at byte ${hit.offset}: `);
}

test('a bit flipped in any part of a block: inconclusive, and the block is named', async () => {
  const kinds = [blocks[0]!, blocks[1]!, blocks.find(({ rows }) => rows > 0)!, blocks.at(-1)!];
  for (const block of kinds)
    for (const at of [
      block.offset,
      block.offset + 6,
      block.offset + 12,
      block.offset + 36,
      block.offset + HEADER,
      block.end - 1,
    ])
      expectNamed(await judgedWith(flipped(intact, at * 8 + 3)), block);
});

test('a bit flipped anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: intact.length * 8 - 1 }), async (bit) => {
      const hit = blocks.findLast(({ offset }) => offset <= bit >> 3)!;
      expectNamed(await judgedWith(flipped(intact, bit)), hit);
    }),
    { numRuns: 80 },
  );
});

test('a ledger that ends anywhere', async () => {
  const ends = fc.oneof(
    fc.integer({ min: 0, max: intact.length - 1 }),
    fc.constantFrom(...blocks.map(({ offset }) => offset)),
    fc.constantFrom(0, 1, HEADER - 1, intact.length - 1),
  );
  await fc.assert(
    fc.asyncProperty(ends, async (length) => {
      const judgement = await judgedWith(intact.subarray(0, length));
      const hit = blocks.find(({ offset, end }) => offset < length && length < end);
      if (hit) expectNamed(judgement, hit);
      expect(judgement.verdict).toBe('inconclusive');
      expect(brokenIn(judgement, 'recorder-whole')).toContain('no seal');
    }),
    { numRuns: 40 },
  );
});

test('a line of the journal that cannot be read: not certified, and the line is named', async () => {
  const journal = readFileSync(join(place.runFolder, 'journal.ndjson'));
  const lineAt = (position: number) => journal.subarray(0, position).filter((byte) => byte === 10).length + 1;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: journal.length - 1 }), async (position) => {
      // The highest bit: no text in ASCII survives that.
      const judgement = await spoiled('journal.ndjson', flipped(journal, position * 8 + 7), judged);
      expect(judgement.verdict).not.toBe('certified');
      expect(brokenIn(judgement, 'journal-whole')).toContain(`journal.ndjson line ${lineAt(position)}: `);
    }),
    { numRuns: 40 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: journal.length - 1 }), async (length) => {
      const judgement = await spoiled('journal.ndjson', journal.subarray(0, length), judged);
      expect(judgement.verdict).not.toBe('certified');
    }),
    { numRuns: 40 },
  );
});

test('the command says so: exit code 2, the block named, and the rest can be looked at', async () => {
  const hit = blocks.findLast(({ rows }) => rows > 0)!;
  await spoiled(join('ledger', segment), flipped(intact, (hit.offset + 60) * 8), async ({ path }) => {
    const verdict = await place.run('judge', path);
    expect(verdict.code).toBe(2);
    expect(verdict.stdout).toContain(`${segment}, block ${hit.number} at byte ${hit.offset}: checksum`);
    const { code, stdout } = await place.run('ledger', path);
    expect(code).toBe(0);
    expect(stdout).toContain(`damage: 1\n  ${segment}, block ${hit.number} at byte ${hit.offset}: checksum`);
    expect(stdout).toContain(`gaps: ${hit.rows} requests`);
    const total = blocks.reduce((sum, { rows }) => sum + rows, 0);
    expect(stdout).toContain(`: ${(total - hit.rows).toLocaleString('en-US')} rows`);
  });
});
