export type { Caller, Gatekeeper } from './contract.ts';
export { makeGatekeeper } from './gatekeeper.ts';
