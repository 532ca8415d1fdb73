import type { JournalEvent } from '../journal/index.ts';
import type { Plan, Step } from './plan.ts';

/** The plan with the steps that nobody planned and somebody saw, each behind the step that it is a part of. Pure. */
export function withSeen(plan: Plan, journal: readonly JournalEvent[]): Plan {
  const seen = journal.flatMap((event): Step[] =>
    event.event === 'step-started' && event.act
      ? [{ id: event.step, title: event.title ?? event.step, act: event.act }]
      : [],
  );
  if (seen.length === 0) return plan;
  const stages = plan.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.flatMap((step) => [step, ...seen.filter(({ id }) => isPartOf(id, step.id))]),
  }));
  return { ...plan, stages };
}

export const isPartOf = (id: string, whole: string): boolean => id.startsWith(`${whole}.`);
