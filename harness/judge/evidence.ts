import type { Ledger } from '../../traffic/ledger/index.ts';
import type { AccessLog } from '../access/index.ts';
import type { JournalDamage, JournalEvent } from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';

/** All that a verdict may rest on. */
export interface Evidence {
  readonly plan: Plan;
  readonly journal: readonly JournalEvent[];
  /** Lines of the journal that could not be read. */
  readonly journalDamage?: readonly JournalDamage[];
  readonly ledger: Ledger;
  /** What each load balancer logged of the recorder's requests; null where nobody kept it. */
  readonly access: AccessLog | null;
  /** What is not as it was sealed at the end of the run; absent where nothing was sealed yet. */
  readonly tampered?: readonly string[];
}
