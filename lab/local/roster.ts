import { CLOUD, type CloudService, ROLES, type Role, type Unit } from '../cloud/index.ts';
import { LabError } from '../error.ts';
import { balancerName, nodeName } from './names.ts';
import { SHAPES, type ShapeName } from './shapes.ts';

/** Who runs what, decided by the shape and the projects alone, before anything has an address. */
export interface Roster<Node extends RosterNode = RosterNode> {
  /** Identity first: all others ask it. */
  readonly projects: readonly CloudService[];
  readonly nodes: readonly Node[];
  /** Names of load balancers. All stand before the same nodes, at the same addresses. */
  readonly balancers: readonly string[];
}

export interface RosterNode {
  readonly name: string;
  readonly role: Role;
  /** From 1, within its role. */
  readonly number: number;
  readonly projects: readonly { readonly project: CloudService; readonly units: readonly Unit[] }[];
}

export interface RosterOptions {
  readonly shape?: ShapeName | undefined;
  /** Instead of what the shape says. */
  readonly controllers?: number | undefined;
  /** Besides identity, which is always there. All, if not given. */
  readonly projects?: readonly string[] | undefined;
}

export function makeRoster({ shape = 'default', controllers, projects }: RosterOptions): Roster {
  const chosen = chooseProjects(projects);
  const counts = { ...SHAPES[shape], ...(controllers === undefined ? {} : { controller: controllers }) };
  const nodes = ROLES.flatMap((role) => {
    const there = chosen
      .map((project) => ({ project, units: project.units.filter(({ runsOn }) => runsOn.includes(role)) }))
      .filter(({ units }) => units.length > 0);
    if (there.length === 0) return [];
    return Array.from({ length: counts[role] }, (_, index) => {
      const number = index + 1;
      return { name: nodeName(role, number), role, number, projects: there };
    });
  });
  const balancers = Array.from({ length: counts.balancer }, (_, index) => balancerName(index + 1));
  return { projects: chosen, nodes, balancers };
}

function chooseProjects(names: readonly string[] | undefined): readonly CloudService[] {
  if (!names) return CLOUD;
  const known = CLOUD.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new LabError('project-unknown', `Expected projects of the local lab (${known.join(', ')}), got ${unknown}`);
  return CLOUD.filter(({ name }, index) => index === 0 || names.includes(name));
}

/** The nodes that a unit runs on, in the order in which its servers are numbered. */
export function nodesOf<Node extends RosterNode>({ nodes }: Pick<Roster<Node>, 'nodes'>, unit: Unit): Node[] {
  return nodes.filter(({ projects }) => projects.some(({ units }) => units.includes(unit)));
}

/** The unit that users of a project reach it by. */
export const apiOf = ({ units }: CloudService) => units.find(({ api }) => api);
