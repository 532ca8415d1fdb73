import type { Context } from './context.ts';
import { type StepRun, text } from './timeline/index.ts';

/** The steps that upgrade a load balancer itself: it may be away then, and is another one after them. */
export function upgradesOf({ plan, steps }: Pick<Context, 'plan' | 'steps'>, balancer: string): StepRun[] {
  const isIts = (service: string | null, node: string | null) =>
    service !== null && node !== null && plan.instances[service]?.[node] === balancer;
  return steps.filter((step) => step.from !== null && isIts(text(step, 'service'), text(step, 'node')));
}
