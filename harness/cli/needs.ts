import { labShape, localLabShape, type MadeHere, type ShapeName } from '../../lab/index.ts';
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
  const { plan, profile } = prepare(loaded, labShape(kind, { shape }), options);
  // What load balancers are made of is no project.
  const { services } = localLabShape({ shape });
  const called = Object.values(profile.operations).map(({ service }) => service ?? profile.service);
  const projects = [...servicesOf(plan), ...called].map((service) => services[service]?.project);
  return [...new Set(projects.filter((project) => project !== undefined))];
}

function servicesOf(plan: Plan): string[] {
  const acts = plan.stages.flatMap(({ steps }) => steps.map(({ act }) => act));
  return acts.flatMap(({ params }) => (typeof params.service === 'string' ? [params.service] : []));
}
