import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { EXHIBITS } from '../limits.ts';
import { moment, ms, plural, span } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** Answers came, but late: one finding for each service and step in which such a stretch began. Told; slowness does not refuse. */
export function stall(context: Context): Finding[] {
  const { ledger, steps, stepAt, services } = context;
  const groups = Map.groupBy(context.stalls(), ({ service, from }) => `${service} ${stepAt(from)}`);
  return [...groups.values()].map((its) => {
    const first = its[0]!;
    const step = steps[stepAt(first.from)];
    const late = its.reduce((sum, one) => sum + one.late, 0);
    const worst = its.reduce((most, one) => (ledger.end[one.worst]! > ledger.end[most.worst]! ? one : most)).worst;
    return finding({
      class: 'stall',
      severity: 'inform',
      title: `${services.names[first.service]} answered ${plural(late, 'request')} late, at worst after ${span(ledger.end[worst]!)}`,
      detail: `In ${naming(step)}, from ${moment(first.from)} on: good answers, but later than ${ms(context.stallBound())} ms after they were meant to be asked for. Slowness alone does not refuse.`,
      ...placeOf(context, step),
      service: services.names[first.service]!,
      from: first.from,
      to: Math.max(...its.map(({ to }) => to)),
      count: late,
      exhibits: its
        .flatMap((one) => [...new Set([one.first, one.worst])])
        .slice(0, EXHIBITS)
        .map((row) => exhibit(ledger, row)),
    });
  });
}
