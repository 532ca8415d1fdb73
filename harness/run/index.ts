export type { Ended } from './execute.ts';
export { type ExperimentInputs, runExperiment } from './experiment.ts';
export { makeFolder, RunFolder } from './folder.ts';
export { preflight } from './preflight.ts';
export { countLeftovers, restore } from './restore.ts';
