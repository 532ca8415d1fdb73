export { type Cycles, startCycles } from './cycles.ts';
