export { type Attribution, attribution, NO_STEP } from './attribution.ts';
export { type Break, breaksOf } from './breaks.ts';
export { type Events, indexEvents } from './events.ts';
export { type StepRun, stepRuns, text } from './steps.ts';
