import type { Cause } from '../../journal/index.ts';
import type { Plan } from '../../plan/index.ts';
import type { Events } from './events.ts';

/** A planned step together with what became of it. */
export interface StepRun {
  readonly id: string;
  readonly title: string;
  readonly stage: string | null;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly from: number | null;
  readonly to: number | null;
  readonly outcome: 'done' | 'failed' | 'interrupted' | 'not-run';
  readonly cause: Cause | null;
}

/** The plan's steps in its order, then those that only the journal knows. */
export function stepRuns(plan: Plan, events: Events): StepRun[] {
  const started = Map.groupBy(events.of('step-started'), ({ step }) => step);
  const ended = Map.groupBy(events.of('step-ended'), ({ step }) => step);
  const planned = plan.stages.flatMap((stage) =>
    stage.steps.map(({ id, title, act }) => ({ id, title, stage: stage.id, kind: act.kind, params: act.params })),
  );
  const known = new Set(planned.map(({ id }) => id));
  const unplanned = [...started.keys()]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, title: started.get(id)?.[0]?.title ?? id, stage: null, kind: '', params: {} }));
  return [...planned, ...unplanned].map((step) => {
    const from = started.get(step.id)?.[0]?.t ?? null;
    const end = ended.get(step.id)?.at(-1);
    // Begun and never ended: the harness died in it.
    const outcome = end?.outcome ?? (from === null ? 'not-run' : 'interrupted');
    return { ...step, from, to: end?.t ?? null, outcome, cause: end?.cause ?? null };
  });
}

export function text(step: StepRun, param: string): string | null {
  const value = step.params[param];
  return typeof value === 'string' ? value : null;
}
