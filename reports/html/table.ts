import { type Content, type Markup, markup } from '../words/index.ts';

export interface Column {
  readonly head: Content;
  readonly kind?: 'number' | 'long';
}

export interface Row {
  readonly id?: string;
  /** The first cell names the row. */
  readonly cells: readonly Content[];
}

export interface Group {
  readonly title?: Content;
  readonly rows: readonly Row[];
}

/** What became of requests, and how long they took: the same columns wherever that is told. */
export const FATES: readonly Column[] = [
  { head: 'Failed', kind: 'number' },
  { head: 'Unknown', kind: 'number' },
  { head: 'Not sent', kind: 'number' },
  { head: 'p50', kind: 'number' },
  { head: 'p99', kind: 'number' },
  { head: 'Worst', kind: 'number' },
];

const KINDS = { number: markup` class="num"`, long: markup` class="long"` };

const kindOf = (column: Column | undefined): Content => column?.kind && KINDS[column.kind];

const row = (columns: readonly Column[], { id, cells }: Row): Markup => {
  const rest = cells.slice(1).map((cell, i) => markup`<td${kindOf(columns[i + 1])}>${cell}</td>`);
  return markup`<tr${id !== undefined && markup` id="${id}"`}><th scope="row"${kindOf(columns[0])}>${cells[0]}</th>${rest}</tr>`;
};

const body = (columns: readonly Column[], { title, rows }: Group): Markup => {
  const heading =
    title && markup`<tr class="stage"><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>`;
  return markup`<tbody>${heading}${rows.map((each) => row(columns, each))}</tbody>`;
};

/** A table in a box of its own that scrolls sideways where it has to; the page never does. */
export const groupedTable = (caption: string, columns: readonly Column[], groups: readonly Group[]): Markup => {
  const heads = columns.map((column) => markup`<th scope="col"${kindOf(column)}>${column.head}</th>`);
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption class="quiet">${caption}</caption><thead><tr>${heads}</tr></thead>${groups.map((group) => body(columns, group))}</table></div>`;
};

export const table = (caption: string, columns: readonly Column[], rows: readonly Row[]): Markup =>
  groupedTable(caption, columns, [{ rows }]);
