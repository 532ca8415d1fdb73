export type { AccessLog } from './columns.ts';
export { type Come, type KeepOptions, type KeptAccess, keepAccess } from './keep.ts';
export { type Recorder, type Run, readAccess } from './read.ts';
