import { servicesOf } from '../journal/index.ts';
import type { Stage } from './plan.ts';

/** The fewest servers of a service that anybody can reach at any moment: what has to carry the whole load. */
export function leastInRotation(
  stages: readonly Stage[],
  service: string,
  nodes: readonly string[],
): { least: number; of: number } {
  const inRotation = new Set(nodes);
  const stopped = new Set<string>();
  let least = nodes.length;
  for (const { act } of stages.flatMap(({ steps }) => steps)) {
    const params = act.params as { node: string; enter?: Side; leave?: Side };
    if (!servicesOf(act).includes(service)) continue;
    if (act.kind === 'drain') inRotation.delete(params.node);
    if (act.kind === 'stop' || act.kind === 'shut-down') stopped.add(params.node);
    if (act.kind === 'start' || act.kind === 'upgrade') stopped.delete(params.node);
    if (act.kind === 'rejoin') inRotation.add(params.node);
    for (const { node } of params.enter ?? []) inRotation.add(node);
    for (const { node } of params.leave ?? []) inRotation.delete(node);
    least = Math.min(least, [...inRotation].filter((node) => !stopped.has(node)).length);
  }
  return { least, of: nodes.length };
}

type Side = readonly { readonly node: string }[];
