import type { Plan } from './plan.ts';

export interface Member {
  readonly service: string;
  readonly node: string;
}

/** Which service on which node a load balancer's server stands for; null: none that the plan knows. */
export function memberOf({ members }: Pick<Plan, 'members'>, backend: string, server: string): Member | null {
  const named = Object.entries(members).flatMap(([service, nodes]) =>
    Object.entries(nodes).flatMap(([node, name]) => (name === server ? [{ service, node }] : [])),
  );
  return named.find(({ service }) => backend.includes(service)) ?? named[0] ?? null;
}
