export { flawConfiguration, flawNode } from './build-in.ts';
export type { Flaw, Planted } from './flaw.ts';
