export {
  type AnsibleEvent,
  EventFile,
  happeningOf,
  missingForAnsible,
  type Rehearsal,
  rehearseAnsible,
  tellingAnywhere,
} from './ansible/index.ts';
export { strategyFor } from './choose.ts';
export { commands } from './commands.ts';
export type { Action, Deed } from './deed.ts';
export { causeOf, Interrupted, StepError } from './error.ts';
export type { Place, UpgradeStrategy } from './strategy.ts';
export { type Told, tellDeed } from './tell.ts';
