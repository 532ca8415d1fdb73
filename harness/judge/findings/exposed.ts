import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import type { Exposure } from '../rotation/index.ts';
import { list, moment } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

const LUCK =
  'That users saw little or nothing of it is luck: the load balancer may try another server for a request that it could not deliver, but not for one that was already under way. Retries that absorb a stop are luck, not a procedure.';

/** Servers that went away while a load balancer still sent users there, whether or not anybody was hurt. */
export function exposed(context: Context): Finding[] {
  return context.exposures().map((exposure) => tell(context, exposure));
}

function tell(context: Context, exposure: Exposure): Finding {
  const { member, balancers, step, from, until } = exposure;
  const doubt = context.doubtOf(exposure);
  const { server, node, service } = member;
  const during = step ?? context.steps[context.stepAt(from)];
  const noticed = until === null ? 'It was never taken out.' : `It was out at ${moment(until)}.`;
  return finding({
    class: 'exposed',
    severity: doubt === null ? 'refuse' : 'inform',
    title: step
      ? `${server} was stopped in step ${step.id} while it stood in rotation`
      : `${server} went down by itself while it stood in rotation`,
    detail: step
      ? `In ${naming(step)} ${service} was stopped on ${node}, and ${list(balancers)} still sent users to ${server}. ${noticed} ${LUCK}`
      : `${list(balancers)} saw ${server} on ${node} go down at ${moment(from)}, in ${naming(during)}, while users were still sent there, and no step had stopped it. ${doubt === null ? LUCK : `It may not have been down at all: ${doubt}. This is not put on the upgrade, and nothing is certified.`}`,
    ...placeOf(context, during, server),
    from,
    to: until,
    count: balancers.length,
  });
}
