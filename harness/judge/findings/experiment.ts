import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { finding } from './finding.ts';

/** Steps were left out on purpose. */
export function experiment({ plan }: Context): Finding[] {
  if (plan.skipped.length === 0) return [];
  return [
    finding({
      class: 'experiment',
      severity: 'inform',
      title: `An experiment: left out ${plan.skipped.join(', ')}`,
      detail: `The plan was made without its steps of kind ${plan.skipped.join(', ')}. It shows what these steps are good for; it certifies nothing.`,
      count: plan.skipped.length,
    }),
  ];
}
