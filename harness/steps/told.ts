import type { Told } from '../strategy/index.ts';
import type { Site } from './step.ts';

/** Every load balancer is told the same. In which order a line has its changes depends on how things are by then. */
export function toldBalancers({ services, balancers }: Site, service: string, changes: readonly string[]): Told[] {
  const backend = services[service]?.frontend?.backend ?? '?';
  const words = changes.map((change) => change.replaceAll('{backend}', backend)).join('; ');
  return Object.keys(balancers).map((to) => ({ to, words }));
}
