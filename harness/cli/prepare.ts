import { freeOperation, type Profile } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { makePlan, type Plan, type Scenario } from '../plan/index.ts';
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
  const scenario = {
    ...loaded.scenario,
    pace: {
      baselineSeconds: options.baseline ?? pace.baselineSeconds,
      mixedSeconds: options.mixed ?? pace.mixedSeconds,
      settleSeconds: options.settle ?? pace.settleSeconds,
    },
  };
  const profile = { ...loaded.profile, rate: options.rate ?? scenario.rate ?? loaded.profile.rate };
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
    pressure: options.pressure === undefined ? undefined : pressureOn(profile, options.pressure),
    explore: options.explore,
  });
  return { plan, scenario, profile };
}

function pressureOn(profile: Profile, share: number): { service: string; share: number } {
  const { service } = profile;
  if (freeOperation(profile, service)) return { service, share };
  throw new UsageError(
    'no-pressure',
    `pressure needs an operation of ${service} that only reads and needs no log-in, and the traffic has none`,
    'leave --pressure out, or add one with weight 0',
  );
}
