import type { Stage } from './plan.ts';

/** The fewest servers that anybody can reach at any moment: what has to carry the whole load. */
export function leastInRotation(
  stages: readonly Stage[],
  members: readonly { node: string; server: string }[],
): { least: number; of: number } {
  const inRotation = new Set(members.map(({ node }) => node));
  const stopped = new Set<string>();
  let least = members.length;
  for (const { act } of stages.flatMap(({ steps }) => steps)) {
    const params = act.params as { node: string; enter?: { node: string }[]; leave?: { node: string }[] };
    if (act.kind === 'drain') inRotation.delete(params.node);
    if (act.kind === 'stop') stopped.add(params.node);
    if (act.kind === 'start') stopped.delete(params.node);
    if (act.kind === 'rejoin') inRotation.add(params.node);
    if (act.kind === 'crossover') {
      for (const { node } of params.enter ?? []) inRotation.add(node);
      for (const { node } of params.leave ?? []) inRotation.delete(node);
    }
    least = Math.min(least, [...inRotation].filter((node) => !stopped.has(node)).length);
  }
  return { least, of: members.length };
}
