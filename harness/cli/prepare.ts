import type { Profile } from '../../traffic/index.ts';
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
    explore: options.explore,
  });
  return { plan, scenario, profile };
}
