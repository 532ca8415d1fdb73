export { Caller, type CallResult } from './caller.ts';
export { credentialsOf, targetsOf, targetsThrough } from './lab.ts';
export { type Listed, listAll } from './list.ts';
export { type Marked, markedIn } from './marked.ts';
export { type Performance, perform } from './perform.ts';
