export { type Action, type Actions, type Event, makeActions } from './actions.ts';
export { ConsoleToken, type ConsoleTokens, makeConsoleTokens } from './console-tokens.ts';
export { type Flavor, type Flavors, makeFlavors } from './flavors.ts';
export type { Fault, Instance } from './instance.ts';
export { type Instances, makeInstances, type NewInstance } from './instances.ts';
export { type Keypair, type Keypairs, makeKeypairs } from './keypairs.ts';
export { type NameFilter, nameFilter } from './name-filter.ts';
