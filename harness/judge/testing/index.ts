export { type Line, linesOf } from './access.ts';
export { addEvents, CLEAN, changeEvents, changeRows, contextWith, rowIn, timesOf } from './change.ts';
export { runWithGuest } from './companion.ts';
export { type LedgerOptions, ledgerOf, type Row } from './ledger.ts';
export { type Death, takenUp } from './lives.ts';
export { keystonePlan } from './plan.ts';
export { evidenceOf, type KeystoneRun, keystoneRun, type RunOptions } from './run.ts';
export { SAMPLES, type SampleKind, sampleEvidence } from './sample.ts';
