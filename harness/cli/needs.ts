import { labShape, type MadeHere, type ShapeName } from '../../lab/index.ts';
import type { Plan } from '../plan/index.ts';
import type { LoadedScenario } from '../scenarios/index.ts';
import type { PlanOptions } from './options.ts';
import { prepare } from './prepare.ts';

/** The smallest lab that a scenario can run on: the projects of all services that it upgrades or calls. */
export function projectsFor(
  kind: MadeHere,
  loaded: LoadedScenario,
  options: PlanOptions,
  shape: ShapeName | undefined,
): string[] {
  const lab = labShape(kind, { shape });
  const { plan, profile } = prepare(loaded, lab, options);
  const called = Object.values(profile.operations).map(({ service }) => service ?? profile.service);
  const projects = [...servicesOf(plan), ...called].map((service) => lab.services[service]?.project);
  return [...new Set(projects.filter((project) => project !== undefined))];
}

function servicesOf(plan: Plan): string[] {
  const acts = plan.stages.flatMap(({ steps }) => steps.map(({ act }) => act));
  return acts.flatMap(({ params }) => (typeof params.service === 'string' ? [params.service] : []));
}
