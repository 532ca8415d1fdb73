import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { FAILURES, formatVersion, type Ledger, NEVER, OUTCOMES } from '../../traffic/ledger/index.ts';
import { COLUMNS, select, wallColumn } from '../rows/index.ts';
import { anyLedger, ledgerFrom } from '../rows/testing/index.ts';
import { ndjson, writeParquet } from './index.ts';

const START = Date.parse('2026-01-31T12:00:00.123Z') * 1000;
const columns = [...COLUMNS, wallColumn(START)];

/** What an export must say, straight from the ledger's own columns. */
function expected(ledger: Ledger, row: number) {
  const { names } = ledger;
  const intended = ledger.intended[row]!;
  const at = (after: number) => (after === NEVER ? null : intended + after);
  const version = names.versions[ledger.version[row]! - 1];
  return {
    sequence: ledger.sequence[row],
    service: names.services[ledger.operation[row]!],
    operation: names.operations[ledger.operation[row]!],
    lane: names.lanes[ledger.lane[row]!],
    session: ledger.session[row],
    connection: ledger.connection[row] || null,
    turn: ledger.turn[row] || null,
    intended_us: intended,
    sent_us: at(ledger.sent[row]!),
    connected_us: at(ledger.connected[row]!),
    first_byte_us: at(ledger.firstByte[row]!),
    end_us: at(ledger.end[row]!),
    latency_us: ledger.end[row] === NEVER ? null : ledger.end[row],
    outcome: OUTCOMES[ledger.outcome[row]!],
    failure: FAILURES[ledger.failure[row]!],
    status: ledger.status[row] || null,
    server: names.servers[ledger.server[row]! - 1] ?? null,
    version: version ? formatVersion(version) : null,
    bytes: ledger.bytes[row],
    wall: START + intended,
  };
}

const microseconds = (iso: string): number => Date.parse(`${iso.slice(0, 23)}Z`) * 1000 + Number(iso.slice(23, 26));

test('what NDJSON says is what the ledger says', () => {
  fc.assert(
    fc.property(anyLedger, (ledger) => {
      const lines = [...ndjson(ledger, select(ledger, {}), columns)].join('').split('\n').slice(0, -1);
      const rows = lines.map((line) => JSON.parse(line)).map((row) => ({ ...row, wall: microseconds(row.wall) }));
      expect(rows).toEqual([...ledger.sequence.keys()].map((row) => expected(ledger, row)));
    }),
  );
});

async function readBack(file: string): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({
    file: await asyncBufferFromFile(file),
    // The reader's own dates have no microseconds.
    parsers: { timestampFromMicroseconds: (value: bigint) => value } as never,
  });
  const plain = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

test('what Parquet says is what the ledger says', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'export-'));
  const file = join(folder.path, 'rows.parquet');
  await fc.assert(
    fc.asyncProperty(anyLedger, async (ledger) => {
      writeParquet(file, ledger, select(ledger, {}), columns, { run: 'one' });
      expect(await readBack(file)).toEqual([...ledger.sequence.keys()].map((row) => expected(ledger, row)));
    }),
  );
});

test('a long export is many groups of rows, and names are in a dictionary', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'export-'));
  const file = join(folder.path, 'rows.parquet');
  const [ledger] = fc.sample(ledgerFrom(40), { numRuns: 1, seed: 1 }) as [Ledger];
  const rows = Uint32Array.from({ length: 250_000 }, (_, index) => index % 40);
  writeParquet(file, ledger, rows, columns.slice(0, 4), { run: 'one' });
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
  expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([100_000, 100_000, 50_000]);
  for (const { columns: chunks } of metadata.row_groups)
    expect(chunks[2]!.meta_data!.encodings).toContain('RLE_DICTIONARY');
  expect(metadata.key_value_metadata).toEqual([{ key: 'run', value: 'one' }]);
  const first = await parquetReadObjects({ file: await asyncBufferFromFile(file), rowStart: 199_990, rowEnd: 200_010 });
  expect(first.map(({ sequence }) => sequence)).toEqual(
    [...rows.subarray(199_990, 200_010)].map((row) => ledger.sequence[row]),
  );
});
