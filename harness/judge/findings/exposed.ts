import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import type { Exposure } from '../rotation/index.ts';
import { list, moment, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

const LUCK =
  'That users saw little or nothing of it is luck: the load balancer may try another server for a request that it could not deliver, but not for one that was already under way. Retries that absorb a stop are luck, not a procedure.';

/** Servers that went away while a load balancer still sent users there, whether or not anybody was hurt. */
export function exposed(context: Context): Finding[] {
  return context
    .exposures()
    .map((exposure) =>
      exposure.undelivered === undefined ? tell(context, exposure) : tellUnnoticed(context, exposure),
    );
}

function tellUnnoticed(context: Context, exposure: Exposure): Finding {
  const { member, balancers, from, until, undelivered = 0 } = exposure;
  const doubt = context.doubtOf(exposure);
  const { server, node, service } = member;
  const during = context.steps[context.stepAt(from)];
  return finding({
    class: 'exposed',
    severity: doubt === null ? 'refuse' : 'inform',
    title: `${server} could not be reached while it stood in rotation, and ${list(balancers)} took it for well`,
    detail: `${list(balancers)} failed ${plural(undelivered, 'time')} to deliver a request to ${service} on ${node}, again and again from ${moment(from)} to ${moment(until ?? from)}, from ${naming(during)} on, tried again or elsewhere, and never marked ${server} as down: the health check asks too seldom, or not what users ask. ${doubt === null ? LUCK : `But it may have been there: ${doubt}. This is not put on the upgrade, and nothing is certified.`}`,
    ...placeOf(context, during, server),
    from,
    to: until,
    count: undelivered,
  });
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
