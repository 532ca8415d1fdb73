export { blocksOf, type GreeterLab, startGreeterLab } from './greeter-lab.ts';
export { journalIn, killAt, see } from './observer.ts';
export { type Outcome, Running } from './running.ts';
export { shellCommands } from './shell-commands.ts';
export { Workplace } from './workplace.ts';
