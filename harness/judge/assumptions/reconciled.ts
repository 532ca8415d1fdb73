import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** What the recorder saw, what the load balancers logged and counted, and what the services answered is one story. */
export function reconciled(context: Context): Assumption {
  const { status, logged, answered, differences } = context.reconciled().told;
  const judged = {
    name: 'reconciled',
    title: 'Clients, load balancers and services tell the same story',
    fix: 'Look at these requests in the logs of the load balancers and the services: either the record or the proxy is wrong.',
  };
  if (status === 'not-measured')
    return {
      ...judged,
      holds: true,
      measured: false,
      detail: 'Not measured: no line of a load balancer’s log tells of a request of this run.',
    };
  const open = differences.filter(({ explained }) => !explained);
  return {
    ...judged,
    holds: open.length === 0,
    detail:
      open.length === 0
        ? `${plural(answered, 'answer')} and ${plural(logged ?? 0, 'line')}: ${differences.length === 0 ? 'no difference' : `${plural(differences.length, 'kind')} of difference, all explained`}.`
        : `Not explained: ${list(open.map(({ sentence }) => sentence.replace(/\.$/, '')))}.`,
  };
}
