import type { Ledger } from '../../traffic/ledger/index.ts';
import type { Column, Nearness } from '../rows/index.ts';

/** Rows as an aligned table that can go on: a column only ever gets wider, and the heading is printed once. */
export class RowTable {
  readonly #columns: readonly Column[];
  readonly #widths: number[] = [];
  #begun = false;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
  }

  print(ledger: Ledger, rows: Uint32Array, near?: readonly (readonly Nearness[])[]): string {
    const lines = Array.from(rows, (row, index) => [
      ...this.#columns.map((column) => cell(column, column.value(ledger, row))),
      ...(near ? [near[index]!.join(' ')] : []),
    ]);
    if (!this.#begun) lines.unshift([...this.#columns.map(heading), ...(near ? ['near by'] : [])]);
    this.#begun = true;
    for (const line of lines)
      for (const [place, text] of line.entries()) this.#widths[place] = Math.max(this.#widths[place] ?? 0, text.length);
    return lines
      .map(
        (line) =>
          `${line
            .map((text, place) => this.#pad(text, place))
            .join('  ')
            .trimEnd()}\n`,
      )
      .join('');
  }

  #pad(text: string, place: number): string {
    const isText = (this.#columns[place]?.kind ?? 'text') === 'text';
    return isText ? text.padEnd(this.#widths[place]!) : text.padStart(this.#widths[place]!);
  }
}

/** Moments in seconds, spans in milliseconds: what people compare with a report. */
function heading({ name, kind }: Column): string {
  if (kind === 'moment') return name.replace(/_us$/, ' s');
  return kind === 'span' ? name.replace(/_us$/, ' ms') : name;
}

function cell({ kind }: Column, value: string | number | null): string {
  if (value === null) return '–';
  if (kind === 'moment') return (Number(value) / 1e6).toFixed(6);
  return kind === 'span' ? (Number(value) / 1e3).toFixed(3) : `${value}`;
}
