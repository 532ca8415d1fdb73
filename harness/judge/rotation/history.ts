import type { EventOf, ServerSample } from '../../journal/index.ts';

export type Sample = EventOf<'servers'>;

/** Users are sent to it: nobody took it out, whatever the health check thinks. */
export function inRotation({ admin, weight }: Pick<ServerSample, 'admin' | 'weight'>): boolean {
  return admin === 'ready' && weight > 0;
}

/** Each balancer's samples in order. */
export function byBalancer(samples: readonly Sample[]): Map<string, Sample[]> {
  return Map.groupBy(samples, ({ balancer }) => balancer);
}
