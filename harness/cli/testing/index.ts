export { journalIn, killAt, see } from './observer.ts';
export { type Outcome, Running } from './running.ts';
export { Workplace } from './workplace.ts';
