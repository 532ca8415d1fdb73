import type { Role } from '../cloud/index.ts';

/** How many nodes of each role a lab has, and load balancers before them. Only nodes on which something runs are made. */
export type Shape = Readonly<Record<Role | 'balancer', number>>;

export const SHAPES = {
  default: { controller: 3, network: 2, compute: 2, balancer: 1 },
  small: { controller: 3, network: 1, compute: 1, balancer: 1 },
  pair: { controller: 3, network: 2, compute: 2, balancer: 2 },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof SHAPES;
