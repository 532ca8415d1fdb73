export { type Apart, apart } from './apart.ts';
export { answered, probesOf, toldDirectly } from './directly.ts';
export { doubtOf } from './doubt.ts';
export { type Exposure, exposures } from './exposures.ts';
export { byBalancer, inRotation, type Sample } from './history.ts';
export { type Member, membersOf } from './members.ts';
export { type Renewal, renewals } from './renewals.ts';
export { sharesOf } from './shares.ts';
export { type Strange, strangers } from './strangers.ts';
