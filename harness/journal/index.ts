export * from './events.ts';
export { type Clock, Journal, monotonicClock } from './journal.ts';
export { type JournalDamage, type JournalRecord, readJournal, readJournalRecord } from './read.ts';
export { pendingUndos } from './undos.ts';
