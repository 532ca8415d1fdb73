export { commandOf, commands } from './commands.ts';
export { causeOf, Interrupted, StepError } from './error.ts';
export type { Place, UpgradeStrategy } from './strategy.ts';
