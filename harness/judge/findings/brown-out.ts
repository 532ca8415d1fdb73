import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { EXHIBITS } from '../limits.ts';
import { begun } from '../measure/index.ts';
import { moment, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** Stretches in which a service failed some and answered others, by service and step. The failures themselves refuse: see `errors`. */
export function brownOut(context: Context): Finding[] {
  const { ledger, steps, stepOf, services } = context;
  const groups = Map.groupBy(context.brownOuts(), ({ service, firstFault }) => `${service} ${stepOf[firstFault]}`);
  return [...groups.values()].map((its) => {
    const first = its[0]!;
    const step = steps[stepOf[first.firstFault]!];
    const failed = its.reduce((sum, one) => sum + one.failed, 0);
    const requests = its.reduce((sum, one) => sum + one.requests, 0);
    const name = services.names[first.service]!;
    const percent = Number(((100 * failed) / requests).toPrecision(2));
    return finding({
      class: 'brown-out',
      severity: 'inform',
      title: `${name} failed ${percent} % of its requests for a while`,
      detail: `In ${naming(step)}, ${plural(its.length, 'stretch', 'stretches')} from ${moment(begun(ledger, first.firstFault))} on: ${plural(failed, 'request')} of ${requests} failed while others were answered.`,
      ...placeOf(context, step),
      service: name,
      from: begun(ledger, first.firstFault),
      to: Math.max(...its.map(({ lastFault }) => begun(ledger, lastFault))),
      count: failed,
      exhibits: its
        .flatMap(({ firstFault, lastFault }) => [firstFault, lastFault])
        .slice(0, EXHIBITS)
        .map((row) => exhibit(ledger, row)),
    });
  });
}
