export { icon, verdictIcon } from './icons.ts';
export { page } from './page.ts';
export { alarming, aside, folded, href, name, nothing, section, stepId, terms } from './pieces.ts';
export { type Sheet, sheet } from './sheet.ts';
export { type Column, groupedTable, type Row, table } from './table.ts';
export { LEVEL_WORDS, VERDICT_WORDS } from './verdict.ts';
