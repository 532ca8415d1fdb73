import { FAILURES } from '../../../traffic/ledger/index.ts';
import type { Context } from '../context.ts';
import { causeOf, symptom } from '../findings/index.ts';
import type { Finding, Incident } from '../judgement.ts';
import { INCIDENT_GAP_MS, INCIDENTS_LISTED } from '../limits.ts';
import { IS_FAULT, placesOf } from '../measure/index.ts';
import { probesOf, toldDirectly } from '../rotation/index.ts';
import { text } from '../timeline/index.ts';
import { list, moment, plural } from '../wording.ts';
import { chainFaults } from './chain.ts';
import { type Gathered, gather, STATUSES } from './gather.ts';
import { meaningOf } from './terminations.ts';

/** Failures that depend on each other, told once each with all that is known of their cause; in order of time. */
export function incidentsOf(context: Context, findings: readonly Finding[]): Incident[] {
  const { ledger, access } = context;
  const sending = context.sending();
  const { kinds } = context.fates();
  const faults = placesOf(sending, kinds, IS_FAULT);
  const chains = chainFaults(ledger, sending, kinds, faults, INCIDENT_GAP_MS * 1_000);
  const { matching } = context.reconciled();
  const log = access && matching ? { access, lineOf: matching.lineOf } : null;
  return gather(ledger, sending, faults, chains, log)
    .sort((a, b) => b.requests - a.requests || a.from - b.from)
    .slice(0, INCIDENTS_LISTED)
    .sort((a, b) => a.from - b.from)
    .map((one) => incidentOf(context, one, findings));
}

function incidentOf(context: Context, one: Gathered, findings: readonly Finding[]): Incident {
  const { ledger, steps, stepOf, members } = context;
  const step = steps[stepOf[one.first]!];
  const named = [...one.servers.keys()].filter((name) => name !== '<NOSRV>');
  const server = named.length === 1 ? named[0]! : null;
  const node = members.find((member) => member.server === server)?.node ?? (step ? text(step, 'node') : null);
  const failures = descending(one.failures).map(([key, count]) => ({
    failure: FAILURES[Math.floor(key / STATUSES)]!,
    status: key % STATUSES || null,
    count,
  }));
  const terminations = descending(one.terminations).map(([state, count]) => ({
    state,
    meaning: meaningOf(state),
    count,
  }));
  const operations = descending(one.operations).map(([operation, count]) => ({
    operation: ledger.names.operations[operation]!,
    count,
  }));
  const told: Omit<Incident, 'sentence' | 'findings'> = {
    from: one.from,
    to: one.to,
    step: step?.id ?? null,
    node,
    server,
    requests: one.requests,
    sessions: one.sessions.size,
    dependent: one.dependent,
    terminations,
    failures,
    operations,
  };
  return { ...told, sentence: sentenceOf(context, told, one), findings: belonging(findings, one) };
}

function sentenceOf(context: Context, told: Omit<Incident, 'sentence' | 'findings'>, one: Gathered): string {
  const { ledger, steps, stepOf, events } = context;
  const step = steps[stepOf[one.first]!];
  const { failures, terminations, operations, node, dependent, sessions, from, to } = told;
  const seen = failures.map(({ failure, status, count }) => `${count} ${symptom(failure as never, status ?? 0)}`);
  const broken = terminations.filter(({ state }) => !state.startsWith('--'));
  const first = { failure: ledger.failure[one.first]!, status: ledger.status[one.first]!, from };
  const service = ledger.names.services[ledger.operation[one.first]!]!;
  const probes = node === null ? [] : probesOf(events.of('direct'), node, service, { from, to });
  return [
    `${plural(told.requests, 'request')} of ${plural(sessions, 'session')}, ${from === to ? `at ${moment(from)}` : `from ${moment(from)} to ${moment(to)}`}, while ${step ? `step ${step.id} (${step.title}) was the last to begin` : 'no step was under way'}: ${list(seen)} (${list(operations.map(({ operation }) => operation))}).`,
    ...broken.map(({ state, meaning, count }) => `The load balancer logged ${count} as ${state}: ${meaning}.`),
    causeOf(context, first),
    ...(node === null ? [] : toldDirectly(probes, node)),
    ...(dependent > 0
      ? [
          `${plural(dependent, 'request')} only followed: an earlier failure of the same session had left it without what it needed.`,
        ]
      : []),
  ].join(' ');
}

/** Whatever was found in the time of an incident, of the kinds that its failures show in. */
const ITS_CLASSES = [
  'errors',
  'outage',
  'exposed',
  'brown-out',
  'drain-lost',
  'balancer-restarted',
  'address-moved',
  'step-failed',
  'stall',
];

function belonging(findings: readonly Finding[], { from, to }: Gathered): number[] {
  const pause = INCIDENT_GAP_MS * 1_000;
  return [...findings.keys()].filter((index) => {
    const found = findings[index]!;
    if (!ITS_CLASSES.includes(found.class) || found.from === null) return false;
    return found.from <= to + pause && (found.to ?? Number.POSITIVE_INFINITY) >= from - pause;
  });
}

/** Most first; equal ones in the order in which they were met. */
function descending<Key>(counts: ReadonlyMap<Key, number>): [Key, number][] {
  return [...counts].sort(([, a], [, b]) => b - a);
}
