import type { ServerSample } from '../../journal/index.ts';
import { inRotation } from './history.ts';

type Shown = Pick<ServerSample, 'backend' | 'server' | 'admin' | 'weight'>;

/** Of all that a load balancer sends to a back end, how much each server gets. Whoever is out of rotation gets nothing. */
export function sharesOf(states: readonly Shown[], backend: string | undefined): ReadonlyMap<string, number> {
  const its = states.filter((state) => state.backend === backend);
  const weightOf = (state: Shown): number => (inRotation(state) ? state.weight : 0);
  const sum = its.reduce((total, state) => total + weightOf(state), 0);
  return new Map(its.map((state) => [state.server, sum === 0 ? 0 : weightOf(state) / sum]));
}
