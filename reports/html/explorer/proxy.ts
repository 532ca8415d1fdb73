import type { EventOf, JournalEvent } from '../../../harness/journal/index.ts';

/** What the load balancers counted, as it went: what stood at each sample, and what was added since the one before. */
export interface ProxyCounts {
  readonly t: readonly number[];
  /** Open sessions on front ends, and requests that waited for a server. */
  readonly sessions: readonly number[];
  readonly queued: readonly number[];
  readonly added: readonly (readonly [t: number, kind: Added, count: number])[];
}

const ADDED = {
  wretr: 'retries',
  wredis: 'redispatches',
  econ: 'connection errors',
  eresp: 'response errors',
  hrsp_5xx: 'answers 5xx',
} as const;
export type Added = (typeof ADDED)[keyof typeof ADDED];

type Counters = EventOf<'counters'>;

const sum = (rows: Counters['backends'], name: string): number =>
  Object.values(rows).reduce((all, row) => all + (row[name] ?? 0), 0);

export const proxyCounters = (journal: readonly JournalEvent[]): ProxyCounts => {
  const latest = new Map<string, Counters>();
  const t: number[] = [];
  const sessions: number[] = [];
  const queued: number[] = [];
  const added: [number, Added, number][] = [];
  for (const event of journal) {
    if (event.event !== 'counters') continue;
    const before = latest.get(event.balancer);
    latest.set(event.balancer, event);
    t.push(event.t);
    // One balancer tells at a time; of the others the last that they told stands.
    sessions.push([...latest.values()].reduce((all, { frontends }) => all + sum(frontends, 'scur'), 0));
    queued.push([...latest.values()].reduce((all, { backends }) => all + sum(backends, 'qcur'), 0));
    if (!before) continue;
    for (const [name, kind] of Object.entries(ADDED)) {
      // Below zero: the load balancer began anew.
      const more = sum(event.backends, name) - sum(before.backends, name);
      if (more > 0) added.push([event.t, kind, more]);
    }
  }
  return { t, sessions, queued, added };
};
