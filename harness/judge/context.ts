import type { Ledger } from '../../traffic/ledger/index.ts';
import type { JournalEvent } from '../journal/index.ts';
import type { Level, Plan } from '../plan/index.ts';
import type { Evidence } from './evidence.ts';
import type { Check } from './judgement.ts';
import {
  type Absorption,
  type Accounts,
  absorptions,
  accountsOf,
  begun,
  bySending,
  type CompanionHistory,
  companionHistory,
  compareChecks,
  compareWrites,
  type VersionOrder,
  versionOrder,
  type Writes,
} from './measure/index.ts';
import { occasions } from './occasions.ts';
import { type Outages, outagesOf } from './outages.ts';
import { type Exposure, exposures, type Member, membersOf } from './rotation/index.ts';
import { type Attribution, attribution, type Events, indexEvents, type StepRun, stepRuns } from './timeline/index.ts';

/** The evidence, indexed once for all rules. What only some rules need is made when it is first asked for. */
export interface Context {
  readonly plan: Plan;
  readonly journal: readonly JournalEvent[];
  readonly ledger: Ledger;
  readonly events: Events;
  readonly members: readonly Member[];
  readonly steps: readonly StepRun[];
  /** Index of the step that a moment belongs to. */
  readonly stepAt: Attribution;
  /** Row of the ledger → index of the step in which the request began. */
  readonly stepOf: Uint16Array;
  /** When the first step began that changes anything. What was over before is not the upgrade's doing. */
  readonly touchedAt: number;
  /** When the last such step began. What is proved of the end must be younger. */
  readonly changedAt: number;
  sending(): Uint32Array;
  accounts(): Accounts;
  outages(): Outages;
  versionOrder(): Record<Level, VersionOrder>;
  exposures(): readonly Exposure[];
  absorptions(): readonly Absorption[];
  /** null: nobody asked the service what exists. */
  writes(): Writes | null;
  checks(): Check[];
  companions(): readonly CompanionHistory[];
}

/** Steps that only look. */
const HARMLESS = ['observe', 'audit', 'checks', 'forget'];

export function contextOf({ plan, journal, ledger }: Evidence): Context {
  const events = indexEvents(journal);
  const members = membersOf(plan);
  const steps = stepRuns(plan, events);
  const stepAt = attribution(steps, events);
  const stepOf = new Uint16Array(ledger.count);
  for (let row = 0; row < ledger.count; row++) stepOf[row] = stepAt(begun(ledger, row));
  const touched = steps.filter(({ kind, from }) => from !== null && !HARMLESS.includes(kind)).map(({ from }) => from!);
  const sending = once(() => bySending(ledger));
  const touchedAt = Math.min(...touched, Number.POSITIVE_INFINITY);
  const changedAt = Math.max(...touched, 0);
  return {
    plan,
    journal,
    ledger,
    events,
    members,
    steps,
    stepAt,
    stepOf,
    touchedAt,
    changedAt,
    sending,
    accounts: once(() => accountsOf(ledger, stepOf, steps.length)),
    outages: once(() => outagesOf({ ledger, steps, stepOf, touchedAt }, sending())),
    versionOrder: once(() => versionOrder(ledger, sending())),
    exposures: once(() => exposures(steps, events.of('servers'), members)),
    absorptions: once(() => absorptions(events.of('counters'))),
    checks: once(() => compareChecks(events.of('check'))),
    companions: once(() => plan.companions.map((name) => companionHistory(name, events, ledger))),
    writes: once(() => {
      const asked = occasions(events.of('audit'), steps);
      return asked.length > 0 ? compareWrites(ledger, asked) : null;
    }),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
