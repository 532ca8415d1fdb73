export { type Random, seededRandom } from './random.ts';
export { type Arrival, schedule } from './schedule.ts';
