export { Packets } from './packets.ts';
export { Results, type TestResult } from './results.ts';
