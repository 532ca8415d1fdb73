import { type EventOf, type ServerSample, servicesOf } from '../../journal/index.ts';
import { HEALTH_CHECK_MS } from '../limits.ts';
import { type StepRun, text } from '../timeline/index.ts';
import { byBalancer, inRotation, type Sample } from './history.ts';
import type { Member } from './members.ts';
import { type Undelivered, undelivered } from './undelivered.ts';

/** A server that went away while a balancer still sent users to it. */
export interface Exposure {
  readonly member: Member;
  readonly balancers: readonly string[];
  /** The step that stopped it; null if it went away by itself. */
  readonly step: StepRun | null;
  readonly from: number;
  /** When the last balancer had noticed; null if one never did. */
  readonly until: number | null;
  /** Where the balancers took it for well all the time: how often they tried in vain. */
  readonly undelivered?: number;
}

interface Seen {
  readonly steps: readonly StepRun[];
  readonly samples: readonly Sample[];
  readonly counters: readonly EventOf<'counters'>[];
  readonly members: readonly Member[];
}

/**
 * Three ways to notice the same thing: a stop step found the server in rotation, a health check saw it go down there, or
 * nothing could be delivered to it. A health check often needs longer than the step, so what it sees belongs to the stop
 * before it; and what could not be delivered belongs to what was noticed right after.
 */
export function exposures({ steps, samples, counters, members }: Seen): Exposure[] {
  const histories = byBalancer(samples);
  const troubles = undelivered(counters, samples);
  return members.flatMap((member) => {
    const stops = steps.filter(
      (step) =>
        (step.kind === 'stop' || step.kind === 'shut-down') &&
        step.from !== null &&
        servicesOf(step).includes(member.service) &&
        text(step, 'node') === member.node,
    );
    const stopped = stops.flatMap((step) => exposureBy(step, member, histories));
    const crashes = goneDown(member, histories).filter(
      ({ t }) => !stopped.some(({ from, end }) => t >= from && t <= end),
    );
    const unnoticed = troubles.filter(
      (trouble) =>
        trouble.server === member.server &&
        !stopped.some(({ from, end }) => trouble.to >= from && trouble.from <= end) &&
        !crashes.some(({ t, balancer }) => balancer === trouble.balancer && endsIn(trouble, t)),
    );
    return [
      ...stopped.map(({ exposure }) => exposure),
      ...crashes.map(({ t, balancer }) => ({ member, balancers: [balancer], step: null, from: t, until: t })),
      ...unnoticed.map(({ balancer, from, to, attempts }) => ({
        ...{ member, balancers: [balancer], step: null, from, until: to, undelivered: attempts },
      })),
    ];
  });
}

/** The health check noticed it, in a time that is usual for it. */
function endsIn({ from, to }: Undelivered, noticed: number): boolean {
  return noticed >= to && noticed - from <= HEALTH_CHECK_MS * 1_000;
}

function exposureBy(step: StepRun, member: Member, histories: ReadonlyMap<string, readonly Sample[]>) {
  const from = step.from ?? 0;
  const balancers: string[] = [];
  const noticed: number[] = [];
  for (const [balancer, history] of histories) {
    const before = history.findLast(({ t }) => t <= (step.to ?? from));
    const server = before && find(before, member);
    if (!server || !inRotation(server)) continue;
    balancers.push(balancer);
    noticed.push(
      history.find(({ t, servers }) => t >= from && !reachable(servers, member))?.t ?? Number.POSITIVE_INFINITY,
    );
  }
  if (balancers.length === 0) return [];
  const end = Math.max(...noticed);
  const until = Number.isFinite(end) ? end : null;
  return [{ from, end, exposure: { member, balancers, step, from, until } satisfies Exposure }];
}

/** Moments at which a server that was in rotation and up is seen in rotation and down. */
function goneDown(
  member: Member,
  histories: ReadonlyMap<string, readonly Sample[]>,
): { t: number; balancer: string }[] {
  return [...histories].flatMap(([balancer, history]) =>
    history
      .filter((sample, index) => {
        const now = find(sample, member);
        const before = index > 0 ? find(history[index - 1]!, member) : undefined;
        // Put in rotation while down is no exposure: the balancer waits for its check before it sends anybody.
        return (
          now && before && isDown(now) && inRotation(now) && inRotation(before) && before.operational === 'running'
        );
      })
      .map(({ t }) => ({ t, balancer })),
  );
}

const isDown = ({ operational }: ServerSample): boolean => operational === 'stopped';

function reachable(servers: readonly ServerSample[], member: Member): boolean {
  const server = servers.find((candidate) => isMember(candidate, member));
  return server !== undefined && inRotation(server) && !isDown(server);
}

function find(sample: Sample, member: Member): ServerSample | undefined {
  return sample.servers.find((candidate) => isMember(candidate, member));
}

function isMember({ server }: ServerSample, member: Member): boolean {
  return server === member.server;
}
