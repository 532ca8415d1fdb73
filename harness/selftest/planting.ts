import type { Lab, Planted } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import type { JournalEvent } from '../journal/index.ts';
import type { Plan, Scenario } from '../plan/index.ts';
import type { LoadedScenario } from '../scenarios/index.ts';
import type { FaultOptions } from './fault.ts';
import { FAULTS } from './faults/index.ts';
import { knowThreads } from './harness-blow.ts';
import { Moments, type Whereabouts } from './moments.ts';

/** How a run is changed for a fault to be in it. The judge is handed nothing of this. */
export interface Planting {
  /** Only where network and names are one's own. */
  readonly apart: boolean;
  readonly planted: Planted | undefined;
  /** What was asked for, and what the fault needs where nothing was. */
  options(asked: FaultOptions): FaultOptions;
  scenario(loaded: LoadedScenario): LoadedScenario;
  lab(lab: Lab): Lab;
  plan(plan: Plan): Plan;
  carriedOut(plan: Plan): Plan;
  /** To be told of every event: some faults wait for their moment. */
  watch(event: JournalEvent, where: Whereabouts): void;
  /** What there is to say of it when the run is over. */
  account(): Account | undefined;
}

export interface Account {
  readonly fault: string;
  /** When it began, µs since the run's base; null where that cannot be said. */
  readonly begun: number | null;
  /** Why a part of it is not there: whatever is found then, it is not this fault. */
  readonly unplanted: readonly string[];
}

export const NOTHING: Planting = {
  apart: false,
  planted: undefined,
  options: (asked) => asked,
  scenario: (loaded) => loaded,
  lab: (lab) => lab,
  plan: (plan) => plan,
  carriedOut: (plan) => plan,
  watch: () => undefined,
  account: () => undefined,
};

/** Short, for there are many; long enough for every assumption to hold. */
const PACE = { baseline: 3, mixed: 2, settle: 3 } as const;

export function plant(name: string, scenario: string): Planting {
  const fault = FAULTS.find((one) => one.name === name);
  if (!fault)
    throw new UsageError(
      'fault-unknown',
      `no fault "${name}"`,
      `there are: ${FAULTS.map((one) => one.name).join(', ')}`,
    );
  if (scenario !== fault.scenario)
    throw new UsageError('fault-elsewhere', `${name} is planted in ${fault.scenario}, not in ${scenario}`);
  const { flaws = [], options, changes = {}, lab } = fault;
  const moments = new Moments(fault);
  if (fault.blows?.some(({ blow }) => 'harness' in blow && blow.harness === 'thread-dies')) knowThreads();
  return {
    apart: fault.apart ?? false,
    planted: { name, flaws },
    options: (asked) => ({ ...PACE, ...options, ...(lab ? { lab } : {}), ...given(asked) }),
    scenario: ({ scenario, profile, ...others }) => ({
      ...others,
      // Checks take longer than everything else here: only where they are what finds it.
      scenario: (changes.scenario ?? unchecked)(scenario),
      profile: changes.profile?.(profile) ?? profile,
    }),
    lab: (lab) => changes.lab?.(lab) ?? lab,
    plan: (plan) => changes.plan?.(plan) ?? plan,
    carriedOut: (plan) => changes.carriedOut?.(plan) ?? plan,
    watch: (event, where) => moments.see(event, where),
    account: () => ({ fault: name, begun: moments.begun, unplanted: moments.unplanted }),
  };
}

function unchecked({ tempest: _, ...scenario }: Scenario): Scenario {
  return { ...scenario, checks: false };
}

/** What the command line says, where it says something. */
function given({ lab, shape, order, rate, baseline, mixed, settle }: FaultOptions): FaultOptions {
  const all = { lab, shape, order, rate, baseline, mixed, settle };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
