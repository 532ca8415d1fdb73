import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { moment } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** A load balancer that was another process than before. What it was told at run time and what it counted is gone. */
export function balancerRestarted(context: Context): Finding[] {
  const { steps, stepAt } = context;
  return context.renewals().map(({ balancer, t, before, after }) => {
    const step = steps[stepAt(t)];
    return finding({
      class: 'balancer-restarted',
      severity: 'inform',
      title: `${balancer} was restarted or reloaded`,
      detail: `In ${naming(step)}, by ${moment(t)}: process ${after.pid} (HAProxy ${after.version}) instead of ${before.pid} (${before.version}). Its counters began anew, and what it was told at run time is lost unless it keeps a state file.`,
      ...placeOf(context, step),
      from: t,
      to: t,
    });
  });
}
