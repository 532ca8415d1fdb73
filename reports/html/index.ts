export { icon } from './icons.ts';
export { page } from './page.ts';
export { alarming, aside, folded, name, nothing, section, terms } from './pieces.ts';
export { type Sheet, sheet } from './sheet.ts';
export { type Column, type Row, table } from './table.ts';
export { VERDICT_WORDS } from './verdict.ts';
