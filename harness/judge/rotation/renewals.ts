import type { EventOf, ServerSample } from '../../journal/index.ts';
import type { Events } from '../timeline/index.ts';
import { byBalancer } from './history.ts';
import { type Command, commandsIn } from './told.ts';

/** A load balancer that was reloaded or restarted: another process, or the same number with a shorter life. */
export interface Renewal {
  readonly balancer: string;
  readonly t: number;
  readonly before: EventOf<'balancer-instance'>;
  readonly after: EventOf<'balancer-instance'>;
  /** Servers that it had been told to keep users from, and that came back into rotation without our command. */
  readonly lost: readonly ServerSample[];
}

export function renewals(events: Events): Renewal[] {
  const samples = byBalancer(events.of('servers'));
  return [...Map.groupBy(events.of('balancer-instance'), ({ balancer }) => balancer)].flatMap(([balancer, instances]) =>
    instances.slice(1).flatMap((after, index) => {
      const before = instances[index]!;
      if (after.pid === before.pid && after.uptimeSeconds >= before.uptimeSeconds) return [];
      const its = samples.get(balancer) ?? [];
      // The sample that notices the new process tells its servers right after.
      const was = its.findLast(({ t }) => t < after.t);
      const is = its.find(({ t }) => t >= after.t);
      const told = events
        .of('balancer-told')
        .filter((line) => line.balancer === balancer && was && is && line.t >= was.t && line.t <= is.t)
        .flatMap(commandsIn);
      const lost = was && is ? was.servers.filter((server) => cameBack(server, is.servers, told)) : [];
      return [{ balancer, t: after.t, before, after, lost }];
    }),
  );
}

function cameBack(before: ServerSample, after: readonly ServerSample[], told: readonly Command[]): boolean {
  if (before.admin === 'ready') return false;
  const now = after.find(({ backend, server }) => backend === before.backend && server === before.server);
  if (now?.admin !== 'ready') return false;
  const name = `${before.backend}/${before.server}`;
  return !told.some((command) => command.name === name && command.admin === 'ready');
}
