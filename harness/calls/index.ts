export { Caller, type CallResult } from './caller.ts';
export { credentialsOf, targetsOf } from './lab.ts';
export { type Performance, perform } from './perform.ts';
