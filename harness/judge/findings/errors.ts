import { FAILURES } from '../../../traffic/ledger/index.ts';
import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { EXHIBITS, INCIDENT_GAP_MS } from '../limits.ts';
import { type FaultGroup, groupFaults, NOT_ACCEPTABLE, servedBefore } from '../measure/index.ts';
import { list, moment, plural } from '../wording.ts';
import { causeOf, symptom } from './causes.ts';
import { finding, naming, placeOf } from './finding.ts';

/** Requests that got no good answer. One is enough: the same request would have been answered before the upgrade. */
export function errors(context: Context): Finding[] {
  const { ledger, stepOf, touchedAt } = context;
  return groupFaults(ledger, context.fates().faults, stepOf, touchedAt, EXHIBITS, INCIDENT_GAP_MS * 1000).map((group) =>
    tell(context, group),
  );
}

function tell(context: Context, group: FaultGroup): Finding {
  const { ledger, steps } = context;
  const step = steps[group.step];
  const server = ledger.names.servers[group.server - 1] ?? null;
  const failure = FAILURES[group.failure]!;
  const pinned = pinnedIn(context, group);
  const who = pinned.length > 0 ? 'request of clients pinned to an old version' : 'request';
  const whose = pinned.length > 0 ? 'requests of clients pinned to an old version' : 'requests';
  const what = `${plural(group.count, who, whose)} ${symptom(failure, group.status)}`;
  const when = group.count === 1 ? `at ${moment(group.from)}` : `between ${moment(group.from)} and ${moment(group.to)}`;
  const sentences = [
    `${what}, begun ${when} in ${naming(step)}.`,
    ...outside(context, group),
    ...(group.unknown > 0
      ? [`Of these, ${group.unknown} were writes of which nobody knows whether they were done.`]
      : []),
    // Failures of a service that nobody had touched show that it was not well before: see baseline-clean.
    ...(group.untouched ? ['Nothing had been touched yet, so this is not put on the upgrade.'] : []),
    ...(pinned.length > 0
      ? [`Served before the upgrade in the version that they ask for, and refused since: ${list(pinned)}.`]
      : []),
    causeOf(context, group),
  ];
  return finding({
    class: 'errors',
    severity: group.untouched ? 'inform' : 'refuse',
    title: `${what} ${lastsBeyond(context, group) ? 'from' : 'in'} step ${step?.id ?? '–'}${lastsBeyond(context, group) ? ' on' : ''}`,
    detail: sentences.join(' '),
    ...placeOf(context, step, server),
    service: group.service,
    from: group.from,
    to: group.to,
    count: group.count,
    exhibits: group.rows.map((row) => exhibit(ledger, row)),
  });
}

/** Operations whose clients ask for a version that was served before the upgrade and no longer is. */
function pinnedIn({ ledger, touchedAt }: Context, { status, untouched, operations }: FaultGroup): string[] {
  if (status !== NOT_ACCEPTABLE || untouched) return [];
  const served = servedBefore(ledger, touchedAt);
  return [...operations]
    .filter((operation) => served[operation])
    .map((operation) => ledger.names.operations[operation]!);
}

function lastsBeyond({ stepAt }: Context, { step, to }: FaultGroup): boolean {
  return stepAt(to) > step;
}

/** Failures are put on the nearest step where none was under way, and then it is said. */
function outside({ steps }: Context, { step, from, to }: FaultGroup): string[] {
  const nearest = steps[step];
  if (!nearest) return [];
  return [
    ...(nearest.from !== null && from < nearest.from ? ['It began before this step, which was the first.'] : []),
    ...(nearest.to !== null && to > nearest.to ? ['Some of it came after this step had ended.'] : []),
  ];
}
