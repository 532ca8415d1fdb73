export { startTraffic, type Traffic, type TrafficOptions } from './start.ts';
export type { Pulse, TrafficTotals } from './tally.ts';
