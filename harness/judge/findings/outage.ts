import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding, ServiceOutage } from '../judgement.ts';
import type { OutageGroup } from '../outages.ts';
import { list, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** Per step: how many streams (operation × lane) went without a good answer, and for how long at the longest. */
export function outage(context: Context): Finding[] {
  return context.outages().incidents.map((group) => {
    const step = context.steps[group.step];
    const { worst } = group;
    const streams = `${plural(group.streams.length, 'stream')} (operation × lane)`;
    return finding({
      class: 'outage',
      severity: group.untouched ? 'inform' : 'refuse',
      title: `${plural(group.streams.length, 'stream')} down from step ${step?.id ?? '–'} on, the longest for ${bounds(worst)}`,
      detail: `Begun in ${naming(step)}: ${plural(group.count, 'outage')} on ${streams}: ${list(group.streams)}. The longest one, ${worst.operation} on ${worst.lane}, lasted ${bounds(worst)}: ${plural(worst.failed, 'request')} in a row without a good answer.${wholeService(context, group)}`,
      ...placeOf(context, step),
      service: group.service,
      from: group.from,
      to: group.to,
      count: group.count,
      exhibits: group.evidence.map((row) => exhibit(context.ledger, row)),
    });
  });
}

/** Whether the service as a whole was away meanwhile: nothing succeeded on any lane. */
function wholeService({ outages }: Context, { service, from, to }: OutageGroup): string {
  const its = outages().services.filter(
    (one) => one.service === service && one.from >= from && (to === null || one.from <= to) && one.failed > 1,
  );
  const longest = its.toSorted((a, b) => b.lowerMs - a.lowerMs)[0];
  return longest ? ` ${service} as a whole was away for ${bounds(longest)}.` : '';
}

function bounds({ lowerMs, upperMs }: ServiceOutage): string {
  return upperMs === null ? `at least ${lowerMs} ms, to the end` : `between ${lowerMs} and ${upperMs} ms`;
}
