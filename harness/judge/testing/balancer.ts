import { act, type JournalEvent } from '../../journal/index.ts';
import type { Plan } from '../../plan/index.ts';
import { addEvents, CLEAN, timesOf } from './change.ts';

/** When the load balancer is upgraded, in place, while all is only watched. */
export const RENEWED = { from: timesOf('6.3').from + 1_000_000, to: timesOf('6.3').from + 2_000_000 };

const STEP = '6.3.1';

const PLAN: Plan = {
  ...CLEAN.plan,
  nodes: { ...CLEAN.plan.nodes, haproxy: ['lb1'] },
  instances: { haproxy: { lb1: 'lb1' } },
  releases: { haproxy: { from: '2.6', to: '3.0' } },
  stages: CLEAN.plan.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.flatMap((step) => {
      const reload = { id: STEP, title: 'reload', act: act('reload', { service: 'haproxy', node: 'lb1' }) };
      return step.id === '6.3' ? [step, reload] : [step];
    }),
  })),
};

/** A clean run in which, besides, the load balancer becomes another release. */
export function withBalancerUpgraded(...more: readonly JournalEvent[]) {
  const { from, to } = RENEWED;
  const release = (t: number, its: string): JournalEvent => {
    return { t, event: 'release', node: 'lb1', service: 'haproxy', release: its };
  };
  const instance = { event: 'balancer-instance' as const, balancer: 'lb1', version: '3.0.11', uptimeSeconds: 0 };
  const journal = addEvents(
    ...[release(6_000, '2.6'), { t: from, event: 'step-started' as const, step: STEP }],
    { ...instance, t: from + 500_000, pid: 4712 },
    ...[{ t: to, event: 'step-ended' as const, step: STEP, outcome: 'done' as const }, release(to, '3.0')],
    ...more,
  );
  return { ...CLEAN, plan: PLAN, journal };
}
