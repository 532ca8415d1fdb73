export type { Report, Rollcall } from './contract.ts';
export { openRollcall } from './rollcall.ts';
