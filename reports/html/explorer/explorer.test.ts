import { Script } from 'node:vm';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { judge } from '../../../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../../../harness/judge/testing/index.ts';
import { binned, runSpan, troubles } from '../../account/index.ts';
import { bands, bandWidths } from './bands.ts';
import { addRequests, addVersions, binsFrom, emptyBins, endsByVersion, plainBins, type Shape } from './bins.ts';
import { everyRow, notableRows } from './chosen.ts';
import { clientsOf } from './clients.ts';
import { type Columns, joinColumns, NONE, readColumns, takeRows, writeColumns } from './columns.ts';
import type { Exploration } from './data.ts';
import { explorable, explorerScript } from './index.ts';
import { modelOf, neighbours } from './model.ts';
import { tilesOf } from './tiles.ts';

const errors = sampleEvidence('refused-errors');
const found = explorable(judge(errors), errors);
const shape: Shape = {
  servers: found.state.names.servers.length,
  versions: found.state.names.versions.length,
  whole: Uint8Array.from(found.state.names.whole),
};

const moment = fc.oneof(fc.constant(NONE), fc.nat(40_000_000));
const anyColumns: fc.Arbitrary<Columns> = fc
  .array(
    fc.record({
      sequence: fc.nat(2 ** 31),
      gap: fc.nat(3_000_000),
      sent: moment,
      end: moment,
      small: fc.nat(255),
      status: fc.nat(65_535),
      connection: fc.nat(2 ** 31),
    }),
    { maxLength: 60 },
  )
  .map((rows) => {
    const small = () => Uint8Array.from(rows, (row) => row.small);
    let at = 0;
    return {
      count: rows.length,
      sequence: Uint32Array.from(rows, (row) => row.sequence),
      intended: Float64Array.from(rows, (row) => {
        at += row.gap;
        return at;
      }),
      sent: Uint32Array.from(rows, (row) => row.sent),
      end: Uint32Array.from(rows, (row) => row.end),
      outcome: small(),
      failure: small(),
      operation: small(),
      lane: small(),
      server: small(),
      version: small(),
      status: Uint16Array.from(rows, (row) => row.status),
      session: Uint16Array.from(rows, (row) => row.status),
      connection: Uint32Array.from(rows, (row) => row.connection),
    };
  });

const allOf = ({ count }: Columns): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

test('requests come out as they went in', () => {
  fc.assert(
    fc.property(anyColumns, (columns) => {
      expect(readColumns(writeColumns(columns, allOf(columns), 1))).toEqual(columns);
    }),
  );
});

test('in ticks of 10 µs no time is off by more than 5, what never was still is not, and the order stays', () => {
  fc.assert(
    fc.property(anyColumns, (columns) => {
      const read = readColumns(writeColumns(columns, allOf(columns), 10));
      for (let row = 0; row < columns.count; row++) {
        expect(Math.abs(read.intended[row]! - columns.intended[row]!)).toBeLessThanOrEqual(5);
        expect(read.end[row] === NONE).toBe(columns.end[row] === NONE);
        if (columns.end[row] !== NONE) expect(Math.abs(read.end[row]! - columns.end[row]!)).toBeLessThanOrEqual(5);
        if (row > 0) expect(read.intended[row]!).toBeGreaterThanOrEqual(read.intended[row - 1]!);
      }
    }),
  );
});

test('what is cut short is refused, not made up', () => {
  const bytes = writeColumns(errors.ledger, everyRow(errors.ledger), 1);
  expect(() => readColumns(bytes.subarray(0, bytes.length - 1))).toThrow('expected more than');
});

test('requests that come later are joined to those that were there', () => {
  const all = everyRow(errors.ledger);
  const late = all.filter((row) => row % 7 === 3 || row > 1000);
  const [first, more] = [all.filter((row) => !late.includes(row)), late].map((rows) => takeRows(errors.ledger, rows));
  expect(joinColumns(first!, more!)).toEqual(takeRows(errors.ledger, all));
});

test('tiles put together are what the drawing without a script has', () => {
  const span = runSpan(errors);
  const drawn = binned(errors.ledger, span, 300);
  const tiles = tilesOf(found.columns, shape).covering(drawn.width, 0, span);
  const told = (pick: (bins: (typeof tiles)[number]) => Uint32Array) =>
    tiles.flatMap((bins) => [...pick(bins)]).slice(0, drawn.count);
  expect(told(({ notOk }) => notOk)).toEqual([...drawn.notOk]);
  for (const [server, values] of drawn.byServer.entries())
    expect(told(({ served }) => served[server]!)).toEqual([...values]);
  for (const [version, values] of drawn.byVersion.entries())
    expect(told((bins) => bins.told[version]!)).toEqual([...values]);
  const ms = (pick: 'p50' | 'p99' | 'max') => told((bins) => bins[pick]).map((us) => (us === NONE ? NaN : us / 1000));
  expect([ms('p50'), ms('p99'), ms('max')]).toEqual([[...drawn.p50], [...drawn.p99], [...drawn.max]]);
});

test('bands of every width hold every request, and come out as they went in', () => {
  const span = runSpan(errors);
  const sums = bands(errors.ledger, shape, span);
  expect(sums.map(({ width }) => width)).toEqual(bandWidths(span));
  for (const bins of sums) {
    const all = [bins.notOk, ...bins.served].flatMap((values) => [...values]).reduce((a, b) => a + b, 0);
    expect(all).toBe(errors.ledger.count);
    expect(binsFrom(JSON.parse(JSON.stringify(plainBins(bins))))).toEqual(bins);
  }
});

test('however long a run is, its bands are few enough to be carried and at least one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 7 * 86_400e6 }), (span) => {
      const widths = bandWidths(span);
      expect(widths.length).toBeGreaterThan(0);
      expect(widths.reduce((sum, width) => sum + span / width, 0)).toBeLessThan(40_000);
    }),
  );
});

test('where not every request is carried, every failure is, with its neighbours, and every change of version', () => {
  const { ledger } = errors;
  const all = everyRow(ledger);
  const kept = new Set(notableRows(ledger, all, new Set([7])));
  expect(kept.size).toBeLessThan(ledger.count);
  expect(kept).toContain(7);
  for (const { sequence } of troubles(ledger)) {
    expect(kept).toContain(sequence);
    for (const { row } of neighbours(modelOf(found.state, found.columns, []), sequence, 2)) expect(kept).toContain(row);
  }
  let last = -1;
  for (const row of all) {
    if (ledger.version[row] === 0) continue;
    if (last !== -1 && ledger.version[row] !== ledger.version[last])
      expect([...kept]).toEqual(expect.arrayContaining([last, row]));
    last = row;
  }
});

test('clients to whom order broke are those that the judge counts within sessions', () => {
  for (const kind of SAMPLES) {
    const evidence = sampleEvidence(kind);
    const judgement = judge(evidence);
    const { columns, state } = explorable(judgement, evidence);
    const back = clientsOf(columns, state).reduce((sum, client) => sum + client.back.length, 0);
    expect(back, kind).toBe(judgement.proof.versionOrder.session!.violations);
  }
});

test('the page carries the run and its requests, and no text of it stands there as it is', () => {
  const { packed, state, columns } = found;
  for (const text of Object.values(packed)) expect(text).toMatch(/^[A-Za-z0-9+/=]*$/);
  const unpacked = (text: string) => inflateRawSync(Buffer.from(text, 'base64'));
  expect(JSON.parse(unpacked(packed.state).toString()) as Exploration).toEqual(JSON.parse(JSON.stringify(state)));
  expect(readColumns(unpacked(packed.rows))).toEqual(columns);
});

test('sums may be asked for where nothing is', () => {
  const bins = emptyBins(shape, 1000, 0, 5);
  addRequests(bins, found.columns, shape, 0, 0);
  addVersions(bins, endsByVersion(takeRows(errors.ledger, new Uint32Array()), shape));
  expect(bins).toEqual(emptyBins(shape, 1000, 0, 5));
});

test('the script is one program without types, imports or anything that could end its element', () => {
  const script = explorerScript();
  expect(() => new Script(script)).not.toThrow();
  expect(script).not.toMatch(/^\s*(?:import|export)\b/m);
  expect(script).not.toMatch(/<\/script|<!--/i);
  expect(explorerScript()).toBe(script);
});
