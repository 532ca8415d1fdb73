export { holdersOf } from './address.ts';
export * from './events.ts';
export { type Clock, Journal, monotonicClock } from './journal.ts';
export { leftMade, mayHaveMadeMore } from './leftovers.ts';
export {
  type Continuation,
  continuation,
  lifeOf,
  MOST_LIVES,
  makerOf,
  NUMBERS_OF_A_LIFE,
  nameOfLife,
  numberOf,
} from './lives.ts';
export { GRENADE, TEMPEST } from './origins.ts';
export { type JournalDamage, type JournalRecord, readJournal, readJournalRecord } from './read.ts';
export { isOfRelease } from './release.ts';
export { type ServerState, stateOf } from './server-state.ts';
export { pendingUndos } from './undos.ts';
