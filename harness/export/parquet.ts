import { type ColumnSource, fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Ledger } from '../../traffic/ledger/index.ts';
import type { Column } from '../rows/index.ts';

/** What is in memory at once beside the ledger; readers skip as much at once. */
const GROUP_ROWS = 100_000;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type Element = Schema[number];

const TYPES: Record<Column['kind'], Omit<Element, 'name' | 'repetition_type'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  small: { type: 'INT32' },
  count: { type: 'INT32', converted_type: 'UINT_32' },
  span: { type: 'INT32', converted_type: 'UINT_32' },
  moment: { type: 'INT64' },
  wall: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
};

/** Writes a new file, one group of rows after the other. */
export function writeParquet(
  file: string,
  ledger: Ledger,
  rows: Uint32Array,
  columns: readonly Column[],
  notes: Readonly<Record<string, string>>,
): void {
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: [{ name: 'requests', num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'unbroken',
    kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
  });
  for (let from = 0; from < rows.length; from += GROUP_ROWS) {
    const group = rows.subarray(from, from + GROUP_ROWS);
    writer.write({ columnData: columns.map((column) => sourceOf(column, ledger, group)), rowGroupSize: GROUP_ROWS });
  }
  writer.finish();
}

function elementOf({ name, kind, nullable }: Column): Element {
  return { name, ...TYPES[kind], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' };
}

function sourceOf(column: Column, ledger: Ledger, rows: Uint32Array): ColumnSource {
  const { name, kind } = column;
  const wide = kind === 'moment' || kind === 'wall';
  const data = Array.from(rows, (row) => {
    const value = column.value(ledger, row);
    return wide && value !== null ? BigInt(value) : value;
  });
  return kind === 'text' ? { name, data, encoding: 'RLE_DICTIONARY' } : { name, data };
}
