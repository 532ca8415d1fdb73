import type { Lab } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import type { Plan } from '../plan/index.ts';

/** Is the lab in the state that the plan starts from? Only asks. */
export async function preflight(lab: Lab, plan: Plan): Promise<void> {
  const wrong: string[] = [];
  for (const [service, nodes] of Object.entries(plan.nodes)) {
    const description = lab.description.services[service];
    if (!description) continue;
    const { frontend } = description;
    for (const [name, balancer] of frontend ? lab.balancers : []) {
      const states = (await balancer.servers()).filter(({ backend }) => backend === frontend?.backend);
      for (const server of Object.values(plan.members[service] ?? {})) {
        const state = states.find((one) => one.server === server);
        if (!state) wrong.push(`${name} does not know ${frontend?.backend}/${server}`);
        else if (state.admin !== 'ready' || state.operational !== 'running')
          wrong.push(`${server} is ${state.admin} and ${state.operational} on ${name}`);
      }
    }
    for (const node of nodes) {
      const release = (
        await lab.nodes.get(node)?.run(description.commands.release, { timeoutMs: 30_000 })
      )?.stdout.trim();
      if (release !== plan.from)
        wrong.push(`${service} on ${node} is ${release}, and the plan starts from ${plan.from}`);
    }
  }
  if (wrong.length > 0)
    throw new UsageError(
      'lab-not-ready',
      `the lab is not as the plan needs it:\n  ${wrong.join('\n  ')}`,
      'put it right (unbroken restore RUN, unbroken lab status), or take a fresh lab (unbroken lab up)',
    );
}
