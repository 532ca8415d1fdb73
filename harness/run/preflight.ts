import { setTimeout as pause } from 'node:timers/promises';
import type { Lab, ServerState } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { inventoriesOf, type Picture, survey } from '../inventory/index.ts';
import type { Plan } from '../plan/index.ts';
import { bind } from '../steps/index.ts';
import { askGrenade, missingForAnsible } from '../strategy/index.ts';
import { unequalShares } from './shares.ts';

/** Is the lab in the state that the plan starts from? Only asks. Gives the picture that the run starts from. */
export async function preflight(lab: Lab, plan: Plan): Promise<Picture> {
  refuse([
    ...nothingNew(plan),
    ...(await notAdmin(lab)),
    ...(await notInRotation(lab, plan)),
    ...(await notOld(lab, plan)),
    ...(await notPlayable(lab, plan)),
    ...(await withoutGrenade(lab, plan)),
  ]);
  const picture = await takePicture(lab, plan);
  refuse(troubles(picture, plan));
  return picture;
}

/** As where an image has one release of HAProxy only. */
function nothingNew(plan: Plan): string[] {
  return Object.keys(plan.instances).flatMap((service) => {
    const { from, to } = plan.releases[service] ?? plan;
    return from === to ? [`${service} is to be upgraded, and the lab has only ${to} of it`] : [];
  });
}

function refuse(wrong: readonly string[]): void {
  if (wrong.length > 0)
    throw new UsageError(
      'lab-not-ready',
      `the lab is not as the plan needs it:\n  ${wrong.join('\n  ')}`,
      'put it right (unbroken restore RUN, unbroken inventory), or take a fresh lab (unbroken lab up)',
    );
}

/** A socket of a lower level tells all that is asked, and refuses the first drain. */
async function notAdmin(lab: Lab): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, balancer] of lab.balancers) {
    const level = (await balancer.send('show cli level')).trim();
    if (level !== 'admin') wrong.push(`the socket of ${name} is of level ${level}, and only admin may drain`);
  }
  return wrong;
}

async function notInRotation(lab: Lab, plan: Plan): Promise<string[]> {
  const wrong: string[] = [];
  const seen = new Map<string, readonly ServerState[]>();
  for (const [name, balancer] of lab.balancers) {
    const states = await balancer.servers();
    seen.set(name, states);
    for (const [service, members] of Object.entries(plan.members)) {
      const backend = lab.description.services[service]?.frontend?.backend;
      for (const server of Object.values(members)) {
        const state = states.find((one) => one.backend === backend && one.server === server);
        if (!state) wrong.push(`${name} does not know ${backend}/${server}`);
        else if (state.admin !== 'ready' || state.weight === 0 || state.operational !== 'running')
          wrong.push(`${server} is ${state.admin} with weight ${state.weight} and ${state.operational} on ${name}`);
      }
    }
  }
  for (const [service, members] of Object.entries(plan.members)) {
    const backend = lab.description.services[service]?.frontend?.backend;
    wrong.push(...unequalShares(seen, Object.values(members), backend));
  }
  return wrong;
}

async function notOld(lab: Lab, plan: Plan): Promise<string[]> {
  const places = Object.entries(plan.nodes).flatMap(([service, nodes]) => nodes.map((node) => ({ service, node })));
  const asked = await Promise.all(
    places.map(async ({ service, node }) => {
      const command = lab.description.services[service]?.commands.release ?? 'false';
      const release = (await lab.nodes.get(node)?.run(command, { timeoutMs: 30_000 }))?.stdout.trim();
      const { from } = plan.releases[service] ?? plan;
      return release === from ? [] : [`${service} on ${node} is ${release}, and the plan starts from ${from}`];
    }),
  );
  return asked.flat();
}

/** What is to be done, and what would put it back. */
async function notPlayable({ description }: Lab, plan: Plan): Promise<string[]> {
  const ansible = description.strategy?.ansible;
  if (!ansible) return [];
  const deeds = plan.stages
    .flatMap(({ steps }) => steps.map(({ act }) => bind(act)))
    .flatMap((step) => [...step.deeds, ...step.undos.flatMap(({ act }) => bind(act).deeds)]);
  return missingForAnsible(ansible, description, deeds);
}

async function withoutGrenade({ description, nodes }: Lab, plan: Plan): Promise<string[]> {
  const grenade = description.strategy?.grenade;
  if (!grenade) return [];
  const acts = plan.stages.flatMap(({ steps }) => steps.map(({ act }) => act)).filter(({ kind }) => kind === 'upgrade');
  const wanted = Map.groupBy(acts, ({ params }) => String(params.node));
  const asked = await Promise.all(
    [...wanted].map(async ([node, its]) => {
      const told = await askGrenade(grenade, nodes.get(node)!);
      if ('missing' in told) return [`${node}: no Grenade in ${grenade.directory}: ${told.missing}`];
      const projects = [...new Set(its.map(({ params }) => String(params.project)))];
      const unknown = projects.filter((project) => !told.projects.includes(project));
      return unknown.map(
        (project) => `${node}: Grenade does not upgrade ${project}; it has ${told.projects.join(', ')}`,
      );
    }),
  );
  return asked.flat();
}

const SETTLE_SECONDS = 10;
const EVERY_MS = 500;

/** A lab that just came up may not have heard of all its own agents yet. */
async function takePicture(lab: Lab, plan: Plan): Promise<Picture> {
  const ask = () => survey(inventoriesOf(lab), Object.keys(lab.description.nodes));
  const deadline = performance.now() + SETTLE_SECONDS * 1000;
  let picture = await ask();
  while (troubles(picture, plan).length > 0 && performance.now() < deadline) {
    await pause(EVERY_MS);
    picture = await ask();
  }
  return picture;
}

/** What does not fit together about the services that are to be upgraded, or about nodes and sources as a whole. */
function troubles({ findings }: Picture, plan: Plan): string[] {
  return findings
    .filter(({ service }) => service === null || service in plan.nodes)
    .map(({ code, message }) => `${code}: ${message}`);
}
