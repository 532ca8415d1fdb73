import type { LabShape } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { type Act, act } from '../journal/index.ts';
import type { Draft } from './orders.ts';

export interface WholeProjects {
  readonly drafts: readonly Draft[];
  /** In the order in which the plan comes to them. */
  readonly projects: readonly string[];
  /** Phases of schema migrations that the tool goes through by itself, when it upgrades a project. */
  readonly leftOut: readonly string[];
}

type Place = { readonly service: string; readonly node: string };

/**
 * The same procedure for a tool that shuts down, and upgrades, a project on a node at once. What a scenario has as steps of
 * its own is one there: what the tool does not do by itself must not stand in the plan by itself.
 */
export function wholeProjects(drafts: readonly Draft[], lab: LabShape, resourcesOn: string | false): WholeProjects {
  const installs = drafts.flatMap(({ acts }) => acts.filter(({ kind }) => kind === 'install'));
  const projects = [...new Set(installs.map((one) => projectOf(one, lab)))];
  const isIts = (one: Act) => one.kind === 'database' && projects.includes(projectOf(one, lab));
  const leftOut = drafts.flatMap(({ acts }) =>
    acts.filter(isIts).map(({ params }) => `${params.phase} of ${params.service}`),
  );
  return {
    projects,
    leftOut: [...new Set(leftOut)],
    drafts: drafts.map(({ title, acts }) => ({
      title,
      acts: joined(
        acts.filter((one) => !isIts(one)),
        lab,
        resourcesOn,
      ),
    })),
  };
}

function joined(acts: readonly Act[], lab: LabShape, resourcesOn: string | false): Act[] {
  const installed = acts.filter(({ kind }) => kind === 'install');
  const seen = new Set<string>();
  return acts.flatMap((one) => {
    if (!['stop', 'install', 'start'].includes(one.kind)) return [one];
    const { node } = placeOf(one);
    const project = projectOf(one, lab);
    const its = installed.filter((other) => placeOf(other).node === node && projectOf(other, lab) === project);
    // Only restarted: the lab's own commands do that.
    if (its.length === 0) return [one];
    const name = `${one.kind} ${project} ${node}`;
    if (seen.has(name)) return [];
    seen.add(name);
    const all = allOf(project, node, its.map(placeOf), lab);
    if (one.kind === 'stop')
      return [
        act('shut-down', all),
        ...(resourcesOn === false
          ? []
          : [act('resources', { part: 'verify-without-api', when: 'during', projects: [project], node: resourcesOn })]),
      ];
    return one.kind === 'install' ? [act('upgrade', { ...all, from: one.params.from, to: one.params.to })] : [];
  });
}

/** The service that users call first: it is the one that a load balancer knows. */
function allOf(project: string, node: string, its: readonly Place[], { services }: LabShape) {
  const there = Object.entries(services).filter(([, one]) => one.project === project && node in one.members);
  const apart = there.map(([name]) => name).filter((name) => !its.some(({ service }) => service === name));
  if (apart.length > 0)
    throw new UsageError(
      'project-in-parts',
      `Grenade upgrades all of ${project} on ${node} at once, and the scenario leaves ${apart.join(', ')} for another time`,
      'take a scenario that upgrades a project node by node, as nova-rolling does, or --strategy commands',
    );
  const names = its.map(({ service }) => service);
  const [service = '', ...also] = names.toSorted((a, b) => Number(called(b, services)) - Number(called(a, services)));
  return { project, node, service, also };
}

const called = (service: string, services: LabShape['services']): boolean => services[service]?.frontend !== undefined;

const placeOf = ({ params }: Act): Place => params as unknown as Place;

const projectOf = (one: Act, { services }: LabShape): string => services[placeOf(one).service]?.project ?? '';
