import type { EventOf } from '../../../harness/journal/index.ts';
import type { Evidence, Judgement } from '../../../harness/judge/index.ts';
import { compareVersions, FAILURES, formatVersion, type Ledger, OUTCOMES } from '../../../traffic/ledger/index.ts';
import { runSpan, type Span, serverHistories, undosDone } from '../../account/index.ts';
import { brief } from '../../words/index.ts';
import { identified } from '../findings.ts';
import { offendingPair } from '../pair.ts';
import { stepId } from '../pieces.ts';
import type { Bar, Exploration, Instrument, Names, Row, Stretch } from './data.ts';
import { details } from './details.ts';
import { happenings } from './happenings.ts';
import { proxyCounters } from './proxy.ts';

/** A run as the timeline shows it: a pure function, so that it can be asked again while the run goes on. */

const LABEL = 160;
const NAME = 60;
const WHOLE = ['none', 'status', 'content', 'schema', 'length', 'checksum'];

export interface Carried {
  readonly complete: boolean;
  readonly tick: number;
}

export const exploration = (judgement: Judgement, evidence: Evidence, { complete, tick }: Carried): Exploration => {
  const span = runSpan(evidence);
  const { journal, ledger } = evidence;
  const histories = serverHistories(evidence, span);
  return {
    span,
    started: judgement.run.started,
    bars: bars(judgement, evidence),
    servers: histories.map(({ balancer, backend, server, node, states, releases }) => ({
      label: brief(new Set(histories.map((one) => one.balancer)).size > 1 ? `${balancer} ${server}` : server, NAME),
      under: brief(node === null ? `in ${backend}` : `on ${node}`, NAME),
      states: states.map(stretch),
      releases: releases.map(stretch),
    })),
    elsewhere: releasesElsewhere(evidence, span, new Set(histories.map(({ server }) => server))),
    names: namesOf(ledger, evidence.plan.to),
    proxy: proxyCounters(journal),
    instrument: instrument(journal),
    happenings: happenings(journal),
    pairs: identified(judgement).flatMap(({ id, finding }) => {
      const pair = offendingPair(finding);
      return pair ? [{ finding: id, newer: pair[0].sequence, older: pair[1].sequence }] : [];
    }),
    complete,
    intended: ledger.count,
    tick,
    details: details(evidence),
  };
};

const stretch = ({ from, to, value }: Span<string>): Stretch => [from, to, brief(value, NAME)];

const bars = ({ steps }: Judgement, { plan, journal }: Evidence): readonly Bar[] => {
  const ran = steps.filter(({ outcome }) => outcome !== 'not-run');
  const stages = plan.stages.flatMap((stage): Bar[] => {
    const ids = new Set(stage.steps.map(({ id }) => id));
    const own = ran.filter(({ step }) => ids.has(step));
    if (own.length === 0) return [];
    const open = own.some(({ to }) => to === null);
    const from = Math.min(...own.map((step) => step.from));
    const to = open ? null : Math.max(...own.map((step) => step.to ?? 0));
    return [{ depth: 0, from, to, label: brief(`${stage.id} ${stage.title}`, LABEL), look: 'stage', link: null }];
  });
  const acts = ran.map(
    ({ step, title, from, to, outcome }): Bar => ({
      depth: 1,
      from,
      to,
      label: brief(`${step} ${title}`, LABEL),
      look: outcome,
      link: `#${stepId(step)}`,
    }),
  );
  const undone = undosDone(journal).map(
    ({ label, from, to, failed }): Bar => ({
      depth: 1,
      from,
      to,
      label: brief(label, LABEL),
      look: failed ? 'failed' : 'undo',
      link: null,
    }),
  );
  const commands = journal.filter((event) => event.event === 'command');
  return [...stages, ...acts, ...undone, ...commands.map(commandBar)];
};

// A command is written down when it has ended.
const commandBar = ({ t, node, command, code, milliseconds }: EventOf<'command'>): Bar => ({
  depth: 2,
  from: Math.max(0, t - milliseconds * 1000),
  to: t,
  label: brief(`${node}: ${command}`, LABEL),
  look: code === 0 ? 'command' : 'failed',
  link: null,
});

const releasesElsewhere = ({ plan, journal }: Evidence, span: number, shown: ReadonlySet<string>): readonly Row[] => {
  const told = journal.filter((event) => event.event === 'release');
  const groups = Map.groupBy(told, ({ node, service }) => `${node} ${service}`);
  return [...groups.values()].flatMap((events): Row[] => {
    const { node, service } = events[0]!;
    if (shown.has(plan.members[service]?.[node] ?? '')) return [];
    const changes = events.filter((event, i) => i === 0 || event.release !== events[i - 1]!.release);
    const releases = changes.map(
      ({ t, release }, i): Stretch => [t, changes[i + 1]?.t ?? Math.max(t, span), brief(release, NAME)],
    );
    return [{ label: brief(service, NAME), under: brief(`on ${node}`, NAME), states: [], releases }];
  });
};

const namesOf = (ledger: Ledger, target: string): Names => {
  const { operations, services, lanes, servers, versions } = ledger.names;
  const short = (names: readonly string[]): readonly string[] => names.map((name) => brief(name, NAME));
  const sorted = [...versions].sort(compareVersions);
  const ranks = versions.map((version) => sorted.findIndex((other) => compareVersions(version, other) === 0));
  return {
    operations: short(operations),
    services: short(services),
    lanes: short(lanes),
    servers: short(servers),
    versions: versions.map(formatVersion),
    ranks,
    newest: newestOf(ledger, ranks),
    outcomes: OUTCOMES,
    failures: FAILURES,
    whole: FAILURES.map((failure) => Number(WHOLE.includes(failure))),
    target: brief(target, NAME),
  };
};

const newestOf = ({ count, version, operation, names }: Ledger, ranks: readonly number[]): readonly boolean[] => {
  const told = new Map<string, Set<number>>();
  for (const service of names.services) told.set(service, new Set());
  const sets = names.services.map((service) => told.get(service)!);
  for (let row = 0; row < count; row++) if (version[row] !== 0) sets[operation[row]!]?.add(version[row]! - 1);
  const newest = [...told.values()].flatMap((indexes) =>
    indexes.size < 2 ? [] : [[...indexes].reduce((best, index) => (ranks[index]! > ranks[best]! ? index : best))],
  );
  return ranks.map((_, index) => newest.includes(index));
};

const instrument = (journal: readonly { readonly event: string }[]): Instrument => {
  const pulses = journal.filter((event): event is EventOf<'pulse'> => event.event === 'pulse');
  const ms = (value: number): number => Math.round(value * 100) / 100;
  return {
    t: pulses.map(({ t }) => t),
    late: pulses.map(({ lateMs }) => ms(lateMs)),
    loop: pulses.map(({ loopMs }) => ms(loopMs)),
    canary: pulses.map(({ canary }) => (canary?.worstMs == null ? null : ms(canary.worstMs))),
    canaryFailed: pulses.flatMap(({ t, canary }) => (canary && canary.failed > 0 ? [t] : [])),
  };
};
