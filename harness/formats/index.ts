export { type BroughtUp, bringUp } from './bring-up.ts';
export { currentFormat, type Format, type Migration } from './format.ts';
export { FORMATS } from './formats.ts';
export { inCurrentFormat } from './in-current-format.ts';
export { type ReadStored, readStored } from './read-stored.ts';
