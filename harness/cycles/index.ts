export { type Cycles, startCycles } from './cycles.ts';
export { type Found, findMade } from './find.ts';
export { type Calls, liveThrough } from './life.ts';
export { type Made, takeAway } from './take-away.ts';
export { neededBy, traced } from './traces.ts';
