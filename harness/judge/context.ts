import type { Ledger } from '../../traffic/ledger/index.ts';
import type { AccessLog } from '../access/index.ts';
import type { JournalDamage, JournalEvent } from '../journal/index.ts';
import type { Level, Plan } from '../plan/index.ts';
import { holderAt, type Move, movesOf } from './address/index.ts';
import { withVersionsByServer } from './by-server.ts';
import type { Evidence } from './evidence.ts';
import type { Check } from './judgement.ts';
import { INCIDENT_GAP_MS, STALL_FACTOR, STALL_MS } from './limits.ts';
import {
  type Absorption,
  type Accounts,
  absorptions,
  accountsOf,
  type BrownOut,
  begun,
  brownOutsOf,
  bySending,
  type CompanionHistory,
  companionHistory,
  compareChecks,
  compareWrites,
  type Fates,
  fatesOf,
  percentile,
  type Stall,
  stallsOf,
  type VersionOrder,
  versionOrder,
  type Writes,
} from './measure/index.ts';
import { occasions } from './occasions.ts';
import { type Outages, outagesOf } from './outages.ts';
import { type Reconciled, reconcile } from './reconcile/index.ts';
import { doubtOf, type Exposure, exposures, type Member, membersOf, type Renewal, renewals } from './rotation/index.ts';
import { type Services, servicesOf } from './services.ts';
import {
  type Attribution,
  attribution,
  type Break,
  breaksOf,
  type Events,
  indexEvents,
  type StepRun,
  stepRuns,
} from './timeline/index.ts';

/** The evidence, indexed once for all rules. What only some rules need is made when it is first asked for. */
export interface Context {
  readonly plan: Plan;
  readonly journal: readonly JournalEvent[];
  readonly journalDamage: readonly JournalDamage[];
  readonly ledger: Ledger;
  readonly access: AccessLog | null;
  readonly services: Services;
  readonly tampered: readonly string[];
  readonly events: Events;
  readonly members: readonly Member[];
  readonly steps: readonly StepRun[];
  /** When no recorder was there. */
  readonly breaks: readonly Break[];
  /** Index of the step that a moment belongs to. */
  readonly stepAt: Attribution;
  /** Row of the ledger → index of the step in which the request began. */
  readonly stepOf: Uint16Array;
  /** When the first step began that changes anything. What was over before is not the upgrade's doing. */
  readonly touchedAt: number;
  /** When the last such step began. What is proved of the end must be younger. */
  readonly changedAt: number;
  sending(): Uint32Array;
  fates(): Fates;
  accounts(): Accounts;
  outages(): Outages;
  brownOuts(): readonly BrownOut[];
  /** Sorted, µs, of good answers before the upgrade. Empty: nobody watched. */
  baseline(): Uint32Array;
  /** Later than this is late, µs. */
  stallBound(): number;
  stalls(): readonly Stall[];
  reconciled(): Reconciled;
  versionOrder(): Record<Level, VersionOrder>;
  exposures(): readonly Exposure[];
  /** Why an exposure may be none; null: nothing speaks against it. */
  doubtOf(exposure: Exposure): string | null;
  renewals(): readonly Renewal[];
  /** Of the address that load balancers share. */
  moves(): readonly Move[];
  absorptions(): readonly Absorption[];
  /** null: nobody asked the service what exists. */
  writes(): Writes | null;
  checks(): Check[];
  companions(): readonly CompanionHistory[];
}

/** Steps that only look. */
const HARMLESS = ['observe', 'audit', 'checks', 'forget', 'tempest', 'tempest-begin', 'tempest-end', 'resources'];

export function contextOf({
  plan,
  journal,
  journalDamage = [],
  ledger: recorded,
  access,
  tampered = [],
}: Evidence): Context {
  const events = indexEvents(journal);
  const members = membersOf(plan);
  const steps = stepRuns(plan, events);
  const ledger = withVersionsByServer(recorded, { plan, events, steps });
  const breaks = breaksOf(journal);
  const stepAt = attribution(steps, events);
  const stepOf = new Uint16Array(ledger.count);
  for (let row = 0; row < ledger.count; row++) stepOf[row] = stepAt(begun(ledger, row));
  const touched = steps.filter(({ kind, from }) => from !== null && !HARMLESS.includes(kind)).map(({ from }) => from!);
  const sending = once(() => bySending(ledger));
  const begins = breaks.map(({ to }) => to);
  const fates = once(() => fatesOf(ledger, events.of('pulse'), begins));
  const services = servicesOf(ledger);
  const accounts = once(() => accountsOf(ledger, stepOf, steps.length));
  const baseline = once(() => baselineOf(accounts(), steps));
  const stallBound = once(() => boundOf(baseline()));
  const pause = INCIDENT_GAP_MS * 1_000;
  const holder = once(() => holderAt(events));
  const touchedAt = Math.min(...touched, Number.POSITIVE_INFINITY);
  const changedAt = Math.max(...touched, 0);
  return {
    plan,
    journal,
    journalDamage,
    ledger,
    access,
    services,
    tampered,
    events,
    members,
    steps,
    breaks,
    stepAt,
    stepOf,
    touchedAt,
    changedAt,
    sending,
    fates,
    accounts,
    outages: once(() => outagesOf({ ledger, kinds: fates().kinds, steps, stepOf, touchedAt }, sending())),
    brownOuts: once(() => brownOutsOf(ledger, sending(), fates().kinds, services.of, pause)),
    baseline,
    stallBound,
    stalls: once(() => {
      const { kinds, sick } = fates();
      return stallsOf(ledger, kinds, services.of, { bound: stallBound(), pause, sick });
    }),
    reconciled: once(() =>
      reconcile({ ledger, access, events, steps, stepAt, breaks, members, balancers: plan.balancers }, sending()),
    ),
    versionOrder: once(() => versionOrder(ledger, sending())),
    doubtOf: (exposure) => doubtOf(exposure, { sick: fates().sick, probes: events.of('direct'), holderAt: holder() }),
    renewals: once(() => renewals(events)),
    moves: once(() => movesOf(events, steps)),
    exposures: once(() =>
      exposures({ steps, samples: events.of('servers'), counters: events.of('counters'), members }),
    ),
    absorptions: once(() => absorptions(events.of('counters'))),
    checks: once(() => compareChecks(events.of('check'), touchedAt)),
    companions: once(() => plan.companions.map((name) => companionHistory(name, events, ledger))),
    writes: once(() => {
      const asked = occasions(events);
      return asked.length > 0 ? compareWrites(ledger, asked) : null;
    }),
  };
}

/** The longest watch before anything was touched. */
function baselineOf({ steps: accounts }: Accounts, steps: readonly StepRun[]): Uint32Array {
  const watches = steps.flatMap(({ kind, params }, index) =>
    kind === 'observe' && params.why === 'baseline' ? [accounts[index]!.latencies] : [],
  );
  return watches.reduce((most, one) => (one.length > most.length ? one : most), new Uint32Array(0));
}

function boundOf(baseline: Uint32Array): number {
  const usual = baseline.length > 0 ? percentile(baseline, 0.99) : 0;
  return Math.max(STALL_FACTOR * usual, STALL_MS * 1_000);
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
