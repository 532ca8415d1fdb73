export type { Ended } from './execute.ts';
export { type ExperimentInputs, runExperiment } from './experiment.ts';
export { makeFolder, RunFolder } from './folder.ts';
export { preflight } from './preflight.ts';
export { progressOf } from './progress.ts';
export { makeReachable } from './reachable.ts';
export { countLeftovers, isToBeSearched, type RestoreInputs, restore } from './restore.ts';
export { ANSWERS, type Answer, type Person, type Supervision } from './supervision.ts';
export { wasTakenBack } from './way-back.ts';
