export * from './events.ts';
export { type Clock, Journal, monotonicClock } from './journal.ts';
export { readJournal } from './read.ts';
export { pendingUndos } from './undos.ts';
