export { type LedgerOptions, ledgerOf, type Row } from './ledger.ts';
export { keystonePlan } from './plan.ts';
export { evidenceOf, type KeystoneRun, keystoneRun } from './run.ts';
export { SAMPLES, type SampleKind, sampleEvidence } from './sample.ts';
