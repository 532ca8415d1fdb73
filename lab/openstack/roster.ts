import { LabError } from '../error.ts';
import { HOST_ROLES, type HostRole, type Project, type Unit } from './project.ts';
import { PROJECTS } from './projects/index.ts';

/** Who runs what, before anything has an address. */
export interface Roster {
  readonly projects: readonly Project[];
  readonly hosts: readonly RosterHost[];
}

export interface RosterHost {
  readonly name: string;
  readonly role: HostRole;
  /** From 1, within its role. */
  readonly number: number;
  readonly units: readonly { readonly project: Project; readonly unit: Unit }[];
}

export type Counts = Readonly<Record<Exclude<HostRole, 'image'>, number>>;

export function makeRoster(names: readonly string[] | undefined, counts: Counts): Roster {
  const projects = withNeeds(names);
  const each = { ...counts, image: counts.controller };
  const isWanted = ({ name }: Project) => names === undefined || names.includes(name);
  const hosts = HOST_ROLES.flatMap((role) => {
    const units = unitsOf(projects).filter(
      ({ project, unit: { runsOn, onlyWhereWanted } }) =>
        runsOn.includes(role) && (!onlyWhereWanted || isWanted(project)),
    );
    if (units.length === 0) return [];
    return Array.from({ length: each[role] }, (_, index) => ({
      name: `${role}${index + 1}`,
      role,
      number: index + 1,
      units,
    }));
  });
  return { projects, hosts };
}

function withNeeds(names: readonly string[] | undefined): readonly Project[] {
  if (!names) return PROJECTS;
  const known = PROJECTS.map(({ name }) => name);
  const unknown = names.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined)
    throw new LabError('project-unknown', `Expected projects of OpenStack (${known.join(', ')}), got ${unknown}`);
  const wanted = new Set<string>(['keystone', ...names]);
  // Each stands behind those that it needs: from the last one back, all are found in one go.
  for (const { name, needs } of PROJECTS.toReversed()) if (wanted.has(name)) for (const one of needs) wanted.add(one);
  return PROJECTS.filter(({ name }) => wanted.has(name));
}

/** Of all projects, those too that none of the hosts runs. */
export const unitsOf = (projects: readonly Project[]): RosterHost['units'] =>
  projects.flatMap((project) => project.units.map((unit) => ({ project, unit })));

/** The hosts that a unit runs on, in the order in which its servers are numbered. */
export const hostsOf = <Host extends RosterHost>(hosts: readonly Host[], unit: Unit): Host[] =>
  hosts.filter(({ units }) => units.some((there) => there.unit === unit));

const INFRASTRUCTURE_MIB = 900;
const BALANCERS_MIB = 60;
const HOST_MIB = 15;

/** What the whole lab will take when it is up. */
export const memoryOf = ({ hosts }: Roster): number =>
  INFRASTRUCTURE_MIB +
  BALANCERS_MIB +
  hosts.reduce((sum, { units }) => sum + HOST_MIB + units.reduce((all, { unit }) => all + unit.memoryMiB, 0), 0);
