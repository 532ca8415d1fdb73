import type { LabShape } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { type Act, act } from '../journal/index.ts';
import { bind } from '../steps/index.ts';
import { leastInRotation } from './capacity.ts';
import { type Draft, rollInOrder } from './orders.ts';
import type { Level, Order, Plan, Stage } from './plan.ts';
import type { Once, Scenario } from './scenario.ts';

export interface PlanInputs {
  readonly scenario: Scenario;
  readonly lab: LabShape;
  readonly seed: number;
  readonly rate: number;
  readonly order: Order;
  readonly level: Level;
  /** Kinds of step to leave out, for experiments. */
  readonly skip: readonly string[];
}

/** Pure: the same inputs give the same plan, to the letter. */
export function makePlan({ scenario, lab, seed, rate, order, level, skip }: PlanInputs): Plan {
  const service = lab.services[scenario.service];
  if (!service)
    throw new UsageError(
      'service-unknown',
      `scenario ${scenario.scenario} upgrades "${scenario.service}", and the lab has: ${Object.keys(lab.services).join(', ')}`,
    );
  const members = Object.entries(service.members).map(([node, { server }]) => ({ node, server }));
  if (order !== 'all-at-once' && members.length < 2)
    throw new UsageError(
      'too-few-members',
      `${scenario.service} runs on ${members.length} node; without a second one nobody serves while it is upgraded`,
      'use --order all-at-once to measure how long it is away',
    );

  const drafts: Draft[] = [
    { title: 'before', acts: [act('observe', { seconds: scenario.pace.baselineSeconds, why: 'baseline' })] },
  ];
  for (const stage of scenario.stages) {
    if ('roll' in stage)
      drafts.push(
        ...rollInOrder(order, stage.roll, {
          service: scenario.service,
          members,
          from: lab.releases.old,
          to: lab.releases.new,
          drainSeconds: scenario.limits.drainSeconds,
          mixedSeconds: scenario.pace.mixedSeconds,
        }),
      );
    else append(drafts, once(stage.once, scenario, members[0]!.node, lab.releases.new));
  }

  const stages = number(drafts, skip);
  return {
    format: 1,
    scenario: scenario.scenario,
    title: scenario.title,
    order,
    level,
    seed,
    rate,
    from: lab.releases.old,
    to: lab.releases.new,
    members: { [scenario.service]: Object.fromEntries(members.map(({ node, server }) => [node, server])) },
    balancers: Object.keys(lab.balancers),
    skipped: [...skip],
    capacity: { [scenario.service]: leastInRotation(stages, members) },
    stages,
  };
}

/** Steps that are done once stand together in a stage of their own. */
function append(drafts: Draft[], step: Act): void {
  const last = drafts.at(-1);
  if (last?.title === 'after') last.acts.push(step);
  else drafts.push({ title: 'after', acts: [step] });
}

function once(step: Once, scenario: Scenario, node: string, to: string): Act {
  const { service, pace } = scenario;
  if ('audit' in step) return act('audit', { service, when: step.audit });
  if ('observe' in step)
    return act('observe', {
      seconds: step.observe === 'settle' ? pace.settleSeconds : pace.mixedSeconds,
      why: step.observe,
    });
  const gate = step.onlyWhenAllUpgraded ? { onlyWhenAllRun: to } : {};
  return act('database', { service, node, phase: step.database, ...gate });
}

function number(drafts: readonly Draft[], skip: readonly string[]): Stage[] {
  return drafts
    .map(({ title, acts }) => ({ title, acts: acts.filter(({ kind }) => !skip.includes(kind)) }))
    .filter(({ acts }) => acts.length > 0)
    .map(({ title, acts }, stage) => ({
      id: `${stage + 1}`,
      title,
      steps: acts.map((step, index) => ({ id: `${stage + 1}.${index + 1}`, title: bind(step).describe, act: step })),
    }));
}
