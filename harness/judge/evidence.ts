import type { Ledger } from '../../traffic/ledger/index.ts';
import type { JournalEvent } from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';

/** All that a verdict may rest on. */
export interface Evidence {
  readonly plan: Plan;
  readonly journal: readonly JournalEvent[];
  readonly ledger: Ledger;
}
