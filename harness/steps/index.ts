export { SUITES } from '../checks/run/index.ts';
export type { Bench, Limits, Press, WatchedCommand } from './bench.ts';
export { bind, KINDS } from './kinds.ts';
export { recordRelease } from './release.ts';
