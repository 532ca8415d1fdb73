export type { CheckResult } from '../result.ts';
export { Occasion } from '../setting.ts';
export { forgetKeepsake } from './forget.ts';
export { type ChecksOptions, runChecks } from './run-checks.ts';
export { SUITES, suitesFor } from './suites.ts';
