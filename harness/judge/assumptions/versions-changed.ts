import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { releasesOf } from '../releases.ts';
import { list } from '../wording.ts';

/** Every node was really taken from the old release to the new one, asked on the node itself. */
export function versionsChanged(context: Context): Assumption {
  const { plan } = context;
  const wrong = releasesOf(context)
    .filter(({ before, after }) => before !== plan.from || after !== plan.to)
    .map(({ node, service, before, after }) => `${service} on ${node}: ${before ?? 'unknown'} → ${after ?? 'unknown'}`);
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
