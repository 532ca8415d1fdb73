import { freeOperation, type Profile } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { makePlan, type Plan, type Scenario, withoutBeyond } from '../plan/index.ts';
import type { LoadedScenario } from '../scenarios/index.ts';
import type { PlanOptions } from './options.ts';

export interface Prepared {
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly profile: Profile;
}

/** Scenario and traffic as the command line wants them, and the plan that follows. */
export function prepare(
  loaded: LoadedScenario,
  lab: Parameters<typeof makePlan>[0]['lab'],
  options: PlanOptions,
): Prepared {
  const { pace } = loaded.scenario;
  const { load } = lab;
  const longer = load?.paceFactor ?? 1;
  const scenario = {
    ...loaded.scenario,
    pace: {
      baselineSeconds: options.baseline ?? pace.baselineSeconds * longer,
      mixedSeconds: options.mixed ?? pace.mixedSeconds * longer,
      settleSeconds: options.settle ?? pace.settleSeconds * longer,
    },
  };
  const { profile: possible, beyond } = withoutBeyond(loaded.profile, lab);
  const profile = {
    ...bearable(possible, load),
    rate: options.rate ?? bearableRate(scenario.rate ?? loaded.profile.rate, load),
  };
  const plan = makePlan({
    scenario,
    lab,
    seed: options.seed,
    rate: profile.rate,
    order: options.order ?? scenario.order,
    level: options.level,
    skip: options.skip,
    cycles: Object.keys(profile.cycles),
    companions: Object.keys(profile.companions),
    beyond,
    pressure: options.pressure === undefined ? undefined : pressureOn(profile, options.pressure),
    explore: options.explore,
  });
  return { plan, scenario, profile };
}

type Load = Parameters<typeof makePlan>[0]['lab']['load'];

/** Who asks for no rate gets none that the lab is known not to take. */
const bearableRate = (rate: Profile['rate'], load: Load): Profile['rate'] =>
  load && typeof rate === 'number' ? Math.min(rate, load.requestsPerSecond) : rate;

function bearable(profile: Profile, load: Load): Profile {
  if (!load) return profile;
  const { askEverySeconds, patienceFactor, cyclesPerSecond } = load;
  const patient = (steps: Cycle['steps']): Cycle['steps'] =>
    steps.map((step) =>
      'until' in step
        ? {
            ...step,
            everySeconds: Math.max(step.everySeconds ?? 0, askEverySeconds),
            withinSeconds: step.withinSeconds * patienceFactor,
          }
        : step,
    );
  return {
    ...profile,
    cycles: eachOf(profile.cycles, ({ rate, steps, ...others }) => ({
      ...{ ...others, rate: Math.min(rate, cyclesPerSecond), steps: patient(steps) },
    })),
    companions: eachOf(profile.companions, ({ begin, end, ...others }) => ({
      ...{ ...others, begin: patient(begin), end: patient(end) },
    })),
  };
}

function eachOf<Thing>(things: Readonly<Record<string, Thing>>, change: (thing: Thing) => Thing) {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, change(thing)]));
}

type Cycle = Profile['cycles'][string];

function pressureOn(profile: Profile, share: number): { service: string; share: number } {
  const { service } = profile;
  if (freeOperation(profile, service)) return { service, share };
  throw new UsageError(
    'no-pressure',
    `pressure needs an operation of ${service} that only reads and needs no log-in, and the traffic has none`,
    'leave --pressure out, or add one with weight 0',
  );
}
