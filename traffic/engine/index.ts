export type { Pulse } from './pulses.ts';
export { startTraffic, type Traffic, type TrafficOptions } from './start.ts';
export type { TrafficTotals } from './tally.ts';
