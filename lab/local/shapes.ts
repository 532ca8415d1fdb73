import type { Role } from '../cloud/index.ts';

/** How many nodes of each role a lab has. Only those on which something runs are made. */
export type Shape = Readonly<Record<Role, number>>;

export const SHAPES = {
  default: { controller: 3, network: 2, compute: 2 },
  small: { controller: 3, network: 1, compute: 1 },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof SHAPES;
