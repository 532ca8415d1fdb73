import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { sumAbsorbed } from '../measure/index.ts';
import { list, plural } from '../wording.ts';
import { finding, placeOf } from './finding.ts';

/** What the load balancers hid from users. No failure, but the upgrade had no right to count on it. */
export function absorbed(context: Context): Finding[] {
  const { steps, stepAt } = context;
  const all = context.absorptions();
  if (all.length === 0) return [];
  const { retries, redispatches, connectionErrors, responseErrors } = sumAbsorbed(all);
  const where = [...new Set(all.map(({ t }) => steps[stepAt(t)]?.id ?? '–'))];
  return [
    finding({
      class: 'absorbed',
      severity: 'inform',
      title: `Load balancers met ${plural(connectionErrors + responseErrors, 'error')} and tried again ${plural(retries + redispatches, 'time')}`,
      detail: `${plural(connectionErrors, 'failed connection')} to servers, ${plural(responseErrors, 'broken answer')}, ${plural(retries, 'retry', 'retries')} on the same server, ${plural(redispatches, 'redispatch', 'redispatches')} to another one, noticed in ${list(where, 20)}. Part of it users never saw; what they saw stands among the errors.`,
      ...placeOf(context, steps[stepAt(all[0]!.t)]),
      from: all[0]!.t,
      to: all.at(-1)!.t,
      count: retries + redispatches + connectionErrors + responseErrors,
    }),
  ];
}
