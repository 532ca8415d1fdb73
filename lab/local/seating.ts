import type { FrontendSpec } from '../haproxy/index.ts';
import { serverName } from './names.ts';
import { apiOf, nodesOf, type Roster, type RosterNode } from './roster.ts';

/** Where everybody of a roster is reached. */
export interface Seating<Node extends Seat = Seat> extends Omit<Roster<Node>, 'balancers'> {
  /** Unit → its address through the load balancer, for units that listen. */
  readonly urls: ReadonlyMap<string, string>;
  /** Project → the address that its users know. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly password: string;
}

export interface Seat extends RosterNode {
  readonly address: string;
  /** Unit → port on this node's address, for units that listen. */
  readonly ports: Readonly<Record<string, number>>;
}

export function endpointsOf(
  { projects }: Pick<Roster, 'projects'>,
  urls: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(projects.map((project) => [project.name, urls.get(apiOf(project)?.name ?? '') ?? '']));
}

export function frontendsOf(seating: Seating): FrontendSpec[] {
  const units = seating.projects.flatMap((project) => project.units);
  return units.flatMap((unit) => {
    if (!unit.api) return [];
    const { hostname, port } = new URL(seating.urls.get(unit.name)!);
    return {
      name: `${unit.name}-front`,
      bind: { address: hostname, port: Number(port) },
      backend: unit.name,
      check: unit.api.check,
      servers: nodesOf(seating, unit).map(({ address, ports }, index) => ({
        name: serverName(unit.name, index),
        address,
        port: ports[unit.name]!,
      })),
    };
  });
}
