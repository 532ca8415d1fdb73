export { type Cycles, startCycles } from './cycles.ts';
export { liveThrough } from './life.ts';
