import type { JournalEvent } from '../../journal/index.ts';
import type { Plan } from '../../plan/index.ts';
import type { Evidence } from '../evidence.ts';
import { accessOf, type Line, linesOf } from './access.ts';
import { journalOf } from './journal.ts';
import { type LedgerOptions, ledgerOf, type Row } from './ledger.ts';
import { keystonePlan, type PlanOptions } from './plan.ts';
import { carryOut } from './procedure.ts';
import { type Blocked, CREATES, offerTraffic } from './traffic.ts';

/** A run in the form in which a test can still change it. */
export interface KeystoneRun {
  readonly plan: Plan;
  readonly journal: readonly JournalEvent[];
  readonly rows: readonly Row[];
  readonly ledger: LedgerOptions;
  /** Absent: what HAProxy would have logged of these rows. */
  readonly lines?: readonly Line[] | null;
}

export interface RunOptions extends PlanOptions {
  readonly interruptedAt?: number;
  /** The recorder's event loop stands still. */
  readonly blocked?: Blocked;
}

/** About a minute of three Keystone servers being upgraded at 100 requests a second. The same options give the same run. */
export function keystoneRun(options: RunOptions = {}): KeystoneRun {
  const plan = keystonePlan(options);
  const procedure = carryOut(plan, options.interruptedAt);
  const offer = offerTraffic(procedure, plan.rate, seeded(plan.seed), options.blocked);
  const journal = journalOf(plan, procedure, offer, options.blocked);
  return { plan, journal, rows: offer.rows, ledger: { creates: CREATES } };
}

export function evidenceOf({ plan, journal, rows, ledger, lines = linesOf(rows) }: KeystoneRun): Evidence {
  return { plan, journal, ledger: ledgerOf(rows, ledger), access: lines && accessOf(lines) };
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
