export { goApart, isApart } from './apart.ts';
export type { Fault } from './fault.ts';
export { FAULTS } from './faults/index.ts';
export { startHogs } from './hog.ts';
export { NOTHING, type Planting, plant } from './planting.ts';
export { HEADINGS, lineOf, renderSelftest, rowOf, type SelftestResult, summed, told } from './report.ts';
export { longestFirst, sideBySide } from './side-by-side.ts';
export { findStamp, identityOfThisBuild, storeStamp } from './stamp.ts';
export { CERTIFIABLE, type Trial, type TrialPlace, tryClean, tryFault } from './trial.ts';
