import { z } from 'zod';
import { waitUntilItIs, waitUntilRunning } from './balancers.ts';
import { passGate } from './gate.ts';
import { waitUntilItRuns } from './service.ts';
import { type StepKind, subject } from './step.ts';

const Params = z.object({
  service: z.string(),
  node: z.string(),
  server: z.string().optional(),
  /** The load balancer that it is. */
  balancer: z.string().optional(),
});

export const ready: StepKind<z.infer<typeof Params>> = {
  kind: 'ready',
  params: Params,
  describe({ service, node, server, balancer }) {
    if (balancer !== undefined)
      return `prove that ${balancer} is what is installed on ${node}, and that what stands behind it works through it`;
    return server === undefined
      ? `wait until ${service} runs on ${node}`
      : `prove that ${service} works on ${node}, called directly`;
  },
  // One that stands behind a load balancer is as it should be only when it is back in rotation.
  settles: ({ service, node, server }) => (server === undefined ? [subject(service, node)] : []),
  async run({ service, node, server, balancer }, bench) {
    const called = server !== undefined || balancer !== undefined || (bench.gates[service] ?? []).length > 0;
    // Whom nobody calls can only be looked at: longer than once.
    const steadyMs = called ? 0 : bench.lab.description.steadySeconds * 1000;
    await waitUntilItRuns(bench, { service, node }, { steadyMs });
    if (balancer !== undefined) await waitUntilItIs(bench, { service, node, balancer });
    await passGate(bench, service, node);
    if (server !== undefined) await waitUntilRunning(bench, service, server);
  },
};
