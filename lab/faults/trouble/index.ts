export { readTroubles, troubleFile } from './read.ts';
export { type Effect, Trouble, type TroubleInput } from './trouble.ts';
export { Window } from './window.ts';
