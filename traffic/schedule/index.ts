export type { Arrival } from './arrival.ts';
export { expectedArrivals } from './offer.ts';
export { type Random, seededRandom } from './random.ts';
export { schedule } from './schedule.ts';
