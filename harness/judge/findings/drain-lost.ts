import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { moment } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** A restart of a load balancer that sent users back to a server from which they were being kept. */
export function drainLost(context: Context): Finding[] {
  const { steps, stepAt } = context;
  return context.renewals().flatMap(({ balancer, t, lost }) =>
    lost.map(({ backend, server, admin }) => {
      const step = steps[stepAt(t)];
      return finding({
        class: 'drain-lost',
        title: `${balancer} sent users to ${server} again although it had been told not to`,
        detail: `In ${naming(step)} ${backend}/${server} was in ${admin}. ${balancer} began anew by ${moment(t)}, and after that it was ready without a command of ours: drains are lost on a reload unless a server state file is kept.`,
        ...placeOf(context, step, server),
        from: t,
        to: t,
      });
    }),
  );
}
