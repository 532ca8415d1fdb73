import type { LabShape } from '../../lab/index.ts';
import type { RollStep, Scenario, StageOfScenario } from './scenario.ts';

/** Scenarios name services of all releases that they are for. One that the lab is known to do without is left out. */
export function withoutAbsent(scenario: Scenario, { absent = {} }: LabShape): Scenario {
  const stages = scenario.stages.flatMap((stage): StageOfScenario[] => {
    if ('once' in stage) return [stage];
    const steps = remaining(stepsOf(stage), absent);
    if (steps.length === 0) return [];
    return ['roll' in stage ? { ...stage, roll: steps } : { ...stage, together: steps }];
  });
  return { ...scenario, stages };
}

const stepsOf = (stage: StageOfScenario): readonly RollStep[] =>
  'once' in stage ? [] : 'roll' in stage ? stage.roll : stage.together;

const remaining = (steps: readonly RollStep[], absent: Readonly<Record<string, string>>): RollStep[] =>
  steps.flatMap((step) => {
    const entries = Object.entries(step).map(([key, value]) => [
      key,
      Array.isArray(value) && key !== 'call' ? value.filter((name) => !(name in absent)) : value,
    ]);
    const isLeft = entries.every(([, value]) => !Array.isArray(value) || value.length > 0);
    const names = [...('drain' in step ? [step.drain] : []), ...('rejoin' in step ? [step.rejoin] : [])];
    const isHere = names.every((name) => !(name in absent));
    return isLeft && isHere ? [Object.fromEntries(entries) as RollStep] : [];
  });

/** What of a scenario the lab does without, and why: told with the plan. */
export function omissions(
  scenario: Scenario,
  beyond: Readonly<Record<string, string>>,
  { absent = {} }: LabShape,
): string[] {
  const named = new Set(scenario.stages.flatMap(stepsOf).flatMap((step) => Object.values(step).flat()));
  const services = Object.entries(absent).filter(([service]) => named.has(service));
  const alike = Map.groupBy([...services, ...Object.entries(beyond)], ([, why]) => why);
  return [...alike].map(([why, its]) => `without ${its.map(([name]) => name).join(', ')}: ${why}`);
}
