export {
  type Damage,
  FAILURES,
  type FailureClass,
  type Ledger,
  type LedgerHealth,
  type LedgerNames,
  NEVER,
  OUTCOMES,
  type Outcome,
  type Version,
} from './columns.ts';
export type { Opening, Totals } from './contents.ts';
export { damageText } from './damage.ts';
export { followLedger } from './follow.ts';
export { joinLedgers, type Life } from './join.ts';
export { readLedger } from './reader.ts';
export type { Row } from './row.ts';
export { compareVersions, formatVersion } from './version.ts';
export { LedgerWriter } from './writer.ts';
