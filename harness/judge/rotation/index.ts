export { type Exposure, exposures } from './exposures.ts';
export { byBalancer, inRotation, type Sample } from './history.ts';
export { type Member, membersOf } from './members.ts';
