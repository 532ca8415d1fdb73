import type { Ledger } from '../../traffic/ledger/index.ts';
import type { Column } from '../rows/index.ts';

/** Rows in one piece of text: large enough that writing is not the cost, small enough for any memory. */
const BATCH = 4_096;

/** One line of JSON for each row, in pieces. */
export function* ndjson(ledger: Ledger, rows: Uint32Array, columns: readonly Column[]): Generator<string> {
  for (let from = 0; from < rows.length; from += BATCH) {
    let text = '';
    for (const row of rows.subarray(from, from + BATCH)) text += `${JSON.stringify(plain(ledger, row, columns))}\n`;
    yield text;
  }
}

/** A row as JSON has it: the wall clock as ISO 8601. */
export function plain(ledger: Ledger, row: number, columns: readonly Column[]): Record<string, string | number | null> {
  return Object.fromEntries(
    columns.map((column) => {
      const value = column.value(ledger, row);
      return [column.name, column.kind === 'wall' && typeof value === 'number' ? iso(value) : value];
    }),
  );
}

/** With microseconds, which Date does not have. */
function iso(wall: number): string {
  const [text] = new Date(Math.floor(wall / 1000)).toISOString().split('Z');
  return `${text}${String(wall % 1000).padStart(3, '0')}Z`;
}
