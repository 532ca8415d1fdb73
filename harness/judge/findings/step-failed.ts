import type { Cause } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { sentence } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** The upgrade itself did not work: a step could not be done, and that is not the experiment's fault. */
export function stepFailed(context: Context): Finding[] {
  const failed = context.steps.filter(({ outcome, cause }) => outcome === 'failed' && cause?.blame === 'upgrade');
  const end = context.events.of('run-ended').at(-1);
  const known = failed.some(({ cause }) => same(cause!, end?.cause));
  return [
    ...failed.map((step) =>
      finding({
        class: 'step-failed',
        title: `Step ${step.id} failed: ${step.title}`,
        detail: `${sentence(step.cause!.message)} (${step.cause!.code}, in ${naming(step)})`,
        ...placeOf(context, step),
        from: step.from,
        to: step.to,
      }),
    ),
    ...(end?.cause?.blame === 'upgrade' && !known
      ? [
          finding({
            class: 'step-failed',
            title: 'The upgrade failed',
            detail: `${sentence(end.cause.message)} (${end.cause.code})`,
            ...placeOf(context, context.steps[context.stepAt(end.t)]),
            from: end.t,
            to: end.t,
          }),
        ]
      : []),
  ];
}

function same(cause: Cause, other: Cause | undefined): boolean {
  return cause.code === other?.code && cause.message === other.message;
}
