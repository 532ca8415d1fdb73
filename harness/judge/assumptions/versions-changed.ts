import { isOfRelease } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { releasesOf } from '../releases.ts';
import { list } from '../wording.ts';

/** Every node was really taken from the old release to the new one, asked on the node itself. */
export function versionsChanged(context: Context): Assumption {
  const { plan } = context;
  const wrong = releasesOf(context)
    .filter(({ service, before, after }) => {
      const { from, to } = plan.releases[service] ?? plan;
      return before !== from || after !== to;
    })
    .map(({ node, service, before, after }) => `${service} on ${node}: ${before ?? 'unknown'} → ${after ?? 'unknown'}`)
    .concat(otherInstances(context));
  return {
    name: 'versions-changed',
    title: 'Every node was really upgraded',
    holds: wrong.length === 0,
    detail:
      wrong.length === 0
        ? `Every node had ${plan.from} before and has ${plan.to} now.`
        : `Expected ${plan.from} → ${plan.to}; ${list(wrong)}.`,
    fix: 'See what the install command did on that node, and that every node begins with the old release.',
  };
}

/** Load balancers that say of themselves, at the end, that they are another release than the one that was installed. */
function otherInstances({ plan, events }: Context): string[] {
  return Object.entries(plan.instances).flatMap(([service, balancers]) => {
    const { to } = plan.releases[service] ?? plan;
    return Object.values(balancers).flatMap((balancer) => {
      const version = events.of('balancer-instance').findLast((event) => event.balancer === balancer)?.version;
      return version !== undefined && isOfRelease(version, to) ? [] : [`${balancer} runs ${version ?? 'unknown'}`];
    });
  });
}
