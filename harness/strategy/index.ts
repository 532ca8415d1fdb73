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
export { carryOut, codeOf, type Errand, endErrand, lastLine } from './errand.ts';
export { causeOf, Interrupted, StepError } from './error.ts';
export { askGrenade } from './grenade/index.ts';
export { folderOf, quote } from './once.ts';
export { ask, type Reach, reachIn } from './reach.ts';
export type { Account, Place, ProjectPlace, ResourcePhase, UpgradeStrategy, WholeProjects } from './strategy.ts';
export { type Told, tellDeed } from './tell.ts';
