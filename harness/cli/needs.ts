import { type LabShape, labShape, type MadeHere, type ShapeName } from '../../lab/index.ts';
import type { Plan } from '../plan/index.ts';
import type { LoadedScenario } from '../scenarios/index.ts';
import type { PlanOptions } from './options.ts';
import { prepare } from './prepare.ts';

/** The smallest lab that a scenario can run on: the projects of all services that it upgrades or calls. */
export function projectsFor(
  loaded: LoadedScenario,
  options: PlanOptions,
  { kind, shape }: { readonly kind: MadeHere; readonly shape?: ShapeName | undefined },
): string[] {
  const lab = labShape(kind, { shape });
  const { plan, profile } = prepare(loaded, lab, options);
  const called = Object.values(profile.operations).map(({ service }) => service ?? profile.service);
  const projects = [...servicesOf(plan), ...called]
    .filter((service) => isChosen(lab, service))
    .map((service) => lab.services[service]?.project);
  return [...new Set(projects.filter((project) => project !== undefined))];
}

/** What load balancers are made of, and what all services share, is in every lab. */
const isChosen = ({ services, nodes }: LabShape, service: string): boolean =>
  Object.keys(services[service]?.members ?? {}).some((node) => !IN_EVERY_LAB.includes(nodes[node]?.role ?? ''));

const IN_EVERY_LAB = ['balancer', 'infrastructure'];

function servicesOf(plan: Plan): string[] {
  const acts = plan.stages.flatMap(({ steps }) => steps.map(({ act }) => act));
  return acts.flatMap(({ params }) => (typeof params.service === 'string' ? [params.service] : []));
}
