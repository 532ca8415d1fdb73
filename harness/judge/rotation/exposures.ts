import type { ServerSample } from '../../journal/index.ts';
import { type StepRun, text } from '../timeline/index.ts';
import { byBalancer, inRotation, type Sample } from './history.ts';
import type { Member } from './members.ts';

/** A server that went away while a balancer still sent users to it. */
export interface Exposure {
  readonly member: Member;
  readonly balancers: readonly string[];
  /** The step that stopped it; null if it went away by itself. */
  readonly step: StepRun | null;
  readonly from: number;
  /** When the last balancer had noticed; null if one never did. */
  readonly until: number | null;
}

/**
 * Two ways to notice the same thing: a stop step found the server in rotation, or a health check saw it go down there.
 * A health check often needs longer than the step, so what it sees belongs to the stop before it.
 */
export function exposures(
  steps: readonly StepRun[],
  samples: readonly Sample[],
  members: readonly Member[],
): Exposure[] {
  const histories = byBalancer(samples);
  return members.flatMap((member) => {
    const stops = steps.filter(
      (step) =>
        step.kind === 'stop' &&
        step.from !== null &&
        text(step, 'service') === member.service &&
        text(step, 'node') === member.node,
    );
    const stopped = stops.flatMap((step) => exposureBy(step, member, histories));
    const crashes = goneDown(member, histories).filter(
      ({ t }) => !stopped.some(({ from, end }) => t >= from && t <= end),
    );
    return [
      ...stopped.map(({ exposure }) => exposure),
      ...crashes.map(({ t, balancer }) => ({ member, balancers: [balancer], step: null, from: t, until: t })),
    ];
  });
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
