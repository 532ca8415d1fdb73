import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { type StepRun, text } from '../timeline/index.ts';

type Told = Pick<Finding, 'class' | 'title' | 'detail'>;

export function finding({ class: name, title, detail, ...known }: Told & Partial<Finding>): Finding {
  return {
    class: name,
    severity: 'refuse',
    title,
    detail,
    step: null,
    node: null,
    service: null,
    from: null,
    to: null,
    count: 1,
    exhibits: [],
    ...known,
  };
}

/** Where something happened, as far as the step or the server tells. */
export function placeOf(
  { plan, members }: Context,
  step: StepRun | undefined,
  server: string | null = null,
): Pick<Finding, 'step' | 'node' | 'service'> {
  const services = Object.keys(plan.members);
  const member = members.find((candidate) => candidate.server === server);
  const only = services.length === 1 ? services[0]! : null;
  return {
    step: step?.id ?? null,
    node: member?.node ?? (step ? text(step, 'node') : null),
    service: member?.service ?? (step && text(step, 'service')) ?? only,
  };
}

export function naming(step: StepRun | undefined): string {
  return step ? `step ${step.id} (${step.title})` : 'no step';
}
