export { type Care, careOf } from './care.ts';
export { Http1Lane, type Lane } from './lane.ts';
export { firstLane, Lanes } from './lanes.ts';
export type { Link, Loss, Received, Waiter } from './link.ts';
export { type Target, type Targets, targetAt, targetsFor } from './target.ts';
export { type TargetSpec, type Trust, trustOf } from './trust.ts';
