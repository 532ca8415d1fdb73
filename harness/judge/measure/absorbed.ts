import type { EventOf } from '../../journal/index.ts';

/** What a load balancer smoothed over, so that no client saw it. */
export interface Absorbed {
  readonly retries: number;
  readonly redispatches: number;
  readonly connectionErrors: number;
  readonly responseErrors: number;
}

export interface Absorption {
  /** Between this sample and the one before it. */
  readonly t: number;
  readonly balancer: string;
  readonly absorbed: Absorbed;
}

const COUNTERS = {
  retries: 'wretr',
  redispatches: 'wredis',
  connectionErrors: 'econ',
  responseErrors: 'eresp',
} as const;

/** The growth of a balancer's counters from sample to sample; samples without growth are left out. */
export function absorptions(counters: readonly EventOf<'counters'>[]): Absorption[] {
  const before = new Map<string, Absorbed>();
  const found: Absorption[] = [];
  for (const event of counters) {
    const now = totals(event.backends);
    const then = before.get(event.balancer);
    before.set(event.balancer, now);
    if (!then) continue;
    const absorbed = combine(now, then, growth);
    if (Object.values(absorbed).some((count) => count > 0))
      found.push({ t: event.t, balancer: event.balancer, absorbed });
  }
  return found;
}

export function sumAbsorbed(list: readonly Absorption[]): Absorbed {
  const none: Absorbed = { retries: 0, redispatches: 0, connectionErrors: 0, responseErrors: 0 };
  return list.reduce((sum, { absorbed }) => combine(sum, absorbed, (a, b) => a + b), none);
}

/** A backend's row already holds the sum of its servers' rows: counting both would count twice. */
function totals(backends: EventOf<'counters'>['backends']): Absorbed {
  const sum = (counter: string) => Object.values(backends).reduce((total, values) => total + (values[counter] ?? 0), 0);
  return {
    retries: sum(COUNTERS.retries),
    redispatches: sum(COUNTERS.redispatches),
    connectionErrors: sum(COUNTERS.connectionErrors),
    responseErrors: sum(COUNTERS.responseErrors),
  };
}

/** A counter that went down belongs to a balancer that began anew: all that it shows came since. */
export const growth = (now: number, then: number): number => (now >= then ? now - then : now);

function combine(a: Absorbed, b: Absorbed, by: (a: number, b: number) => number): Absorbed {
  return {
    retries: by(a.retries, b.retries),
    redispatches: by(a.redispatches, b.redispatches),
    connectionErrors: by(a.connectionErrors, b.connectionErrors),
    responseErrors: by(a.responseErrors, b.responseErrors),
  };
}
