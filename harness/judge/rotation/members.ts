import type { Plan } from '../../plan/index.ts';

export interface Member {
  readonly service: string;
  readonly node: string;
  readonly server: string;
}

export function membersOf(plan: Plan): Member[] {
  return Object.entries(plan.members).flatMap(([service, nodes]) =>
    Object.entries(nodes).map(([node, server]) => ({ service, node, server })),
  );
}
