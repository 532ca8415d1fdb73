import { type CloudService, GUEST_LOGIN, RELEASES, type Unit } from '../cloud/index.ts';
import { LabDescription, type ServiceDescription, type SshTarget } from '../description.ts';
import type { Balancer } from './balancer.ts';
import type { Layout } from './layout.ts';
import { serverName } from './names.ts';
import { makeRoster, nodesOf, type Roster, type RosterNode, type RosterOptions } from './roster.ts';
import type { Seating } from './seating.ts';

/** What a plan needs to know of a lab: who runs what behind which load balancer, not where. */
export interface LabShape
  extends Pick<LabDescription, 'services' | 'releases' | 'balancers'>,
    Partial<Pick<LabDescription, 'kind' | 'balancing' | 'strategy' | 'tempest' | 'absent' | 'load' | 'guests'>> {
  readonly nodes: Readonly<Record<string, { readonly role: string; readonly ssh?: SshTarget }>>;
}

/** The lab that would be made, before any of it is: its addresses are placeholders. */
export function localLabShape(options: RosterOptions = {}): LabShape {
  const roster = makeRoster(options);
  const placeholder = () => 'http://127.0.0.1';
  return {
    releases: RELEASES,
    balancers: Object.fromEntries(roster.balancers.map((name) => [name, { adminSocket: '' }])),
    nodes: Object.fromEntries(roster.nodes.map(({ name, role }) => [name, { role }])),
    services: describeServices(roster, { frontend: placeholder, member: placeholder, credentials: () => ({}) }),
  };
}

/** A local lab in the words that every lab is described in. */
export function describeLab(layout: Layout, balancers: readonly Balancer[]): LabDescription {
  const { id, nodes } = layout;
  return LabDescription.parse({
    format: 1,
    id,
    kind: 'local',
    releases: RELEASES,
    nodes: Object.fromEntries(nodes.map(({ name, role, ssh }) => [name, { role, ssh }])),
    balancers: Object.fromEntries(balancers.map(({ name, description }) => [name, description])),
    guests: GUEST_LOGIN,
    steadySeconds: STEADY_SECONDS,
    services: servicesOf(layout),
  });
}

/** What specimens cannot do they find out at once. */
export const STEADY_SECONDS = 0.5;

/** Everything that runs on nodes which have their addresses. */
export function servicesOf(seating: Seating): Record<string, ServiceDescription> {
  const { urls, endpoints, password } = seating;
  return describeServices(seating, {
    frontend: (unit) => urls.get(unit.name)!,
    member: (unit, { address, ports }) => `http://${address}:${ports[unit.name]}`,
    credentials: (project) => project.credentials({ endpoints, password }),
  });
}

interface Particulars<Node> {
  frontend(unit: Unit): string;
  member(unit: Unit, node: Node): string;
  credentials(project: CloudService): Record<string, string>;
}

function describeServices<Node extends RosterNode>(
  roster: Omit<Roster<Node>, 'balancers'>,
  { frontend, member, credentials }: Particulars<Node>,
): Record<string, ServiceDescription> {
  const units = roster.projects.flatMap((project) => project.units.map((unit) => ({ project, unit })));
  return Object.fromEntries(
    units.map(({ project, unit }): [string, ServiceDescription] => {
      const members = nodesOf(roster, unit).map((node, index) => [
        node.name,
        unit.api ? { server: serverName(unit.name, index), url: member(unit, node) } : {},
      ]);
      return [
        unit.name,
        {
          project: project.name,
          ...(unit.api ? { frontend: { url: frontend(unit), backend: unit.name } } : {}),
          members: Object.fromEntries(members),
          // One schema for all units of a project: its phases are told once.
          commands: commandsOf(unit, unit === project.units[0] ? project.phases : {}),
          credentials: credentials(project),
        },
      ];
    }),
  );
}

export function commandsOf(
  { name, api }: Pick<Unit, 'name' | 'api'>,
  database: Record<string, string>,
): ServiceDescription['commands'] {
  return {
    stop: `service ${name} stop`,
    start: `service ${name} start`,
    status: `service ${name} status`,
    reload: `service ${name} reload`,
    install: `install-release ${name} {release}`,
    release: `installed-release ${name}`,
    ...(api ? { served: `served-requests ${name}` } : {}),
    database,
  };
}
