export { around, type Nearness } from './around.ts';
export { COLUMNS, type Column, wallColumn } from './columns.ts';
export { unknown } from './names.ts';
export { began, select, type Wanted } from './select.ts';
export { type Summary, summarize, type Tally } from './summary.ts';
