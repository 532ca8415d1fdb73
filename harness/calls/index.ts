export { Caller, type CallResult } from './caller.ts';
export { credentialsOf, targetsOf } from './lab.ts';
