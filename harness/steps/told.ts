import { commandOf, type Place } from '../strategy/index.ts';
import type { Site, Told } from './step.ts';

type Pick = Parameters<typeof commandOf>[2];

/** The command that a strategy runs there. */
export function toldNode({ services }: Site, place: Place, pick: Pick, release?: string): Told[] {
  return [{ to: place.node, words: commandOf(services, place, pick, release) }];
}

/** Every load balancer is told the same. In which order a line has its changes depends on how things are by then. */
export function toldBalancers({ services, balancers }: Site, service: string, changes: readonly string[]): Told[] {
  const backend = services[service]?.frontend?.backend ?? '?';
  const words = changes.map((change) => change.replaceAll('{backend}', backend)).join('; ');
  return Object.keys(balancers).map((to) => ({ to, words }));
}
