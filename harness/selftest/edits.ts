import { type Act, act } from '../journal/index.ts';
import type { Plan, Step } from '../plan/index.ts';

/** Ways to make a plan wrong. What is left keeps its number, so that the hole can be seen. */

type Pick = (act: Act) => boolean;

export const of =
  (kind: string, params: Readonly<Record<string, unknown>> = {}): Pick =>
  (one) =>
    one.kind === kind && Object.entries(params).every(([name, value]) => one.params[name] === value);

export function without(plan: Plan, ...picks: readonly Pick[]): Plan {
  return mapSteps(plan, (step) => (picks.some((pick) => pick(step.act)) ? [] : [step]));
}

export function changed(plan: Plan, pick: Pick, params: Readonly<Record<string, unknown>>): Plan {
  return mapSteps(plan, (step) =>
    pick(step.act) ? [{ ...step, act: act(step.act.kind, { ...step.act.params, ...params }) }] : [step],
  );
}

/** The first such step is taken right after the first of the others, in its stage. */
export function moved(plan: Plan, pick: Pick, after: Pick): Plan {
  const found = allSteps(plan).find((step) => pick(step.act));
  return found
    ? insertedAfter(
        without(plan, (one) => one === found.act),
        after,
        found,
      )
    : plan;
}

export function pausedAfter(plan: Plan, after: Pick, seconds: number): Plan {
  const pause = { id: '0.1', title: `pause for ${seconds} s`, act: act('observe', { seconds, why: 'pause' }) };
  return insertedAfter(plan, after, pause);
}

function insertedAfter(plan: Plan, after: Pick, added: Step): Plan {
  const first = allSteps(plan).find((step) => after(step.act));
  return mapSteps(plan, (step) => (step === first ? [step, added] : [step]));
}

/** Two stages, by their titles, in each other's place. */
export function swapped(plan: Plan, one: RegExp, other: RegExp): Plan {
  const [a, b] = [one, other].map((title) => plan.stages.find((stage) => title.test(stage.title)));
  return { ...plan, stages: plan.stages.map((stage) => (stage === a ? b! : stage === b ? a! : stage)) };
}

const allSteps = ({ stages }: Plan): Step[] => stages.flatMap(({ steps }) => steps);

function mapSteps(plan: Plan, change: (step: Step) => Step[]): Plan {
  const stages = plan.stages.map((stage) => ({ ...stage, steps: stage.steps.flatMap(change) }));
  return { ...plan, stages: stages.filter(({ steps }) => steps.length > 0) };
}
