import { type Act, act, type JournalEvent } from '../journal/index.ts';
import type { Plan, Step } from '../plan/index.ts';
import { bind } from '../steps/index.ts';
import { progressOf } from './progress.ts';

export interface WayBackInputs {
  readonly plan: Plan;
  readonly journal: readonly JournalEvent[];
  /** Service → its project: what shares a schema goes back together, or not at all. */
  readonly projects: Readonly<Record<string, string>>;
  readonly drainSeconds: number;
}

export interface WayBack {
  /** Node after node, the last upgraded first. */
  readonly steps: readonly Step[];
  /** Projects whose old code does not survive what was done to their schema. */
  readonly noWayBack: readonly string[];
}

const BACK = 'back';

/** What such a run had done is undone by steps that its plan does not know: there is nothing to go on from. */
export function wasTakenBack(journal: readonly JournalEvent[]): boolean {
  return journal.some((event) => event.event === 'step-started' && event.step.startsWith(`${BACK}.`));
}

/** From wherever a run has stopped, with nothing left pending, to the old release on every node. Pure. */
export function wayBack({ plan, journal, projects, drainSeconds }: WayBackInputs): WayBack {
  const left = new Set(progressOf(plan, journal).left.map(({ step }) => step.id));
  const done = plan.stages.flatMap(({ steps }) => steps).filter(({ id }) => !left.has(id));
  const noWayBack = [
    ...new Set(done.filter(isPointOfNoReturn).map(({ act: { params } }) => projects[String(params.service)] ?? '')),
  ];
  const installs = done.flatMap(({ act: one }) => (one.kind === 'install' ? [one.params as unknown as Install] : []));
  const upgraded = latest(installs).filter(
    ({ service, to }) => to === (plan.releases[service] ?? plan).to && !noWayBack.includes(projects[service] ?? ''),
  );
  const nodes = [...new Set(upgraded.map(({ node }) => node))].toReversed();
  const acts = nodes.flatMap((node) =>
    nodeBack(
      upgraded.filter((one) => one.node === node),
      plan,
      drainSeconds,
    ),
  );
  return {
    steps: acts.map((one, index) => ({ id: `${BACK}.${index + 1}`, title: bind(one).describe, act: one })),
    noWayBack,
  };
}

/** Old code does not survive what such a step does. */
export function isPointOfNoReturn({ act: { kind, params } }: Step): boolean {
  return kind === 'upgrade' || (kind === 'database' && params.onlyWhenAllRun !== undefined);
}

interface Install {
  readonly service: string;
  readonly node: string;
  readonly from: string;
  readonly to: string;
  /** The load balancer that it is. */
  readonly balancer?: string;
}

/** Where something was installed more than once, the last one counts. */
function latest(installs: readonly Install[]): Install[] {
  return [...new Map(installs.map((one) => [`${one.service}@${one.node}`, one])).values()];
}

/** With the same care as on the way there: nobody uses it, it is changed, it works, it is used again. */
function nodeBack(installs: readonly Install[], plan: Plan, drainSeconds: number): Act[] {
  const back = installs.map(({ service, node, from, to, balancer }) =>
    act('install', {
      ...{ service, node, from: to, to: from },
      ...(balancer === undefined ? {} : { balancer, reload: true }),
    }),
  );
  // Who is a load balancer hands over, and is never away.
  const stopped = installs.filter(({ balancer }) => balancer === undefined);
  const places = stopped.map(({ service, node }) => ({ service, node, server: plan.members[service]?.[node] }));
  const called = places.flatMap(({ server, ...place }) => (server === undefined ? [] : [{ ...place, server }]));
  const uncalled = places.filter(({ server }) => server === undefined);
  const bare = ({ service, node }: { service: string; node: string }) => ({ service, node });
  return [
    ...called.map((place) => act('drain', { ...place, limitSeconds: drainSeconds, by: 'drain' })),
    ...places.map((place) => act('stop', bare(place))),
    ...back,
    ...places.toReversed().map((place) => act('start', bare(place))),
    ...uncalled.map((place) => act('ready', bare(place))),
    ...called.map((place) => act('rejoin', place)),
  ];
}
