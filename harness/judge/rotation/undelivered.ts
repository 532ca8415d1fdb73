import type { EventOf } from '../../journal/index.ts';
import { LEAST_UNDELIVERED, UNDELIVERED_GAP_MS, UNDELIVERED_MS } from '../limits.ts';
import { growth } from '../measure/index.ts';
import { byBalancer, inRotation, type Sample } from './history.ts';

/** A time in which a load balancer again and again could not deliver to a server that it took for well. */
export interface Undelivered {
  readonly balancer: string;
  readonly server: string;
  /** The first sample that shows it, and the last one. */
  readonly from: number;
  readonly to: number;
  readonly attempts: number;
}

/**
 * Retries on a server and redispatches away from it. Errors of connections are left out on purpose: HAProxy counts among
 * them who waited in vain in the queue of a server that is well, only busy.
 */
const ATTEMPTS = ['wretr', 'wredis'];

/** What came from the server itself. One that answers anybody meanwhile is busy, and not gone. */
const ANSWERS = ['hrsp_1xx', 'hrsp_2xx', 'hrsp_3xx', 'hrsp_4xx', 'hrsp_5xx', 'hrsp_other'];

/**
 * A server that is gone and that no health check takes out: each of its turns fails and goes elsewhere, and nobody sees it
 * but in the counters. One failed connection is nobody's fault; steady ones are an exposure.
 */
export function undelivered(counters: readonly EventOf<'counters'>[], samples: readonly Sample[]): Undelivered[] {
  const histories = byBalancer(samples);
  return [...Map.groupBy(counters, ({ balancer }) => balancer)].flatMap(([balancer, its]) => {
    const open = new Map<string, Undelivered>();
    const found: Undelivered[] = [];
    for (const [index, { t, servers }] of its.entries()) {
      const before = its[index - 1];
      if (!before) continue;
      const takenForWell = wellThroughout(histories.get(balancer) ?? [], before.t, t);
      for (const [name, values] of Object.entries(servers)) {
        const since = (names: readonly string[]) => grown(names, before.servers[name], values);
        const attempts = since(ATTEMPTS);
        const last = open.get(name);
        if (last && since(ANSWERS) > 0) {
          found.push(last);
          open.delete(name);
        }
        if (attempts === 0 || since(ANSWERS) > 0 || !takenForWell(name)) continue;
        if (last && before.t - last.to <= UNDELIVERED_GAP_MS * 1_000)
          open.set(name, { ...last, to: t, attempts: last.attempts + attempts });
        else {
          if (last) found.push(last);
          open.set(name, { balancer, server: name.slice(name.indexOf('/') + 1), from: t, to: t, attempts });
        }
      }
    }
    return [...found, ...open.values()].filter(isSteady);
  });
}

function isSteady({ from, to, attempts }: Undelivered): boolean {
  return to - from >= UNDELIVERED_MS * 1_000 && attempts >= LEAST_UNDELIVERED;
}

/** In rotation and up by the last word before both moments. What is being taken out, or is just put back, is none. */
function wellThroughout(history: readonly Sample[], from: number, to: number): (name: string) => boolean {
  const states = [from, to].map((moment) => history.findLast(({ t }) => t <= moment));
  return (name) =>
    states.every((state) =>
      state?.servers.some(
        (one) => `${one.backend}/${one.server}` === name && inRotation(one) && one.operational === 'running',
      ),
    );
}

type Counters = Readonly<Record<string, number>>;

function grown(names: readonly string[], then: Counters = {}, now: Counters = {}): number {
  return names.reduce((sum, counter) => sum + growth(now[counter] ?? 0, then[counter] ?? 0), 0);
}
