import type { LabShape } from '../../lab/index.ts';
import { act } from '../journal/index.ts';
import { bind } from '../steps/index.ts';
import type { Plan, Stage } from './plan.ts';

/** The step that somebody else's command is run in. */
export const WATCH = '2.1';

export interface WatchedInputs {
  /** What the scenario would do itself: of that, what is done before and after is kept. */
  readonly plan: Plan;
  readonly lab: LabShape;
  /** As it may be shown. */
  readonly command: string;
  readonly settleSeconds: number;
  /** Whether what was created can be read back. */
  readonly reads: boolean;
}

/** A plan for what somebody else does: look, let it be done, look again. Which steps it has shows when it is done. */
export function watchedPlan({ plan, lab, command, settleSeconds, reads }: WatchedInputs): Plan {
  const places = Object.entries(plan.nodes).flatMap(([service, nodes]) =>
    nodes.map((node) => {
      const name = plan.members[service]?.[node];
      const backend = lab.services[service]?.frontend?.backend;
      return { service, node, ...(name && backend ? { server: { backend, name } } : {}) };
    }),
  );
  const acts = [
    act('observe', { seconds: settleSeconds, why: 'settle' }),
    ...(reads ? [act('audit', { when: 'after the command' })] : []),
  ];
  const checks = plan.stages.find(({ title }) => title === 'checks')?.steps.map((step) => step.act) ?? [];
  const stage = (id: string, title: string, all: readonly ReturnType<typeof act>[]): Stage => ({
    id,
    title,
    steps: all.map((one, index) => ({ id: `${id}.${index + 1}`, title: bind(one).describe, act: one })),
  });
  return {
    ...plan,
    title: `${plan.title}, done by ${command}`,
    order: 'rolling',
    capacity: {},
    stages: [
      plan.stages[0]!,
      stage('2', 'the command', [act('watch', { command, places })]),
      stage('3', 'after', [...acts, ...checks]),
    ],
  };
}
