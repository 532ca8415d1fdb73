export { type TargetSpec, type Trust, trustOf } from './links/index.ts';
export type { Pulse } from './pulses.ts';
export { type Saturation, saturate } from './saturate.ts';
export { startTraffic, type Traffic, type TrafficOptions } from './start.ts';
export type { TrafficTotals } from './tally.ts';
