import { z } from 'zod';
import { waitUntilRunning } from './balancers.ts';
import { passGate } from './gate.ts';
import type { StepKind } from './step.ts';

const Params = z.object({ service: z.string(), node: z.string(), server: z.string() });

export const ready: StepKind<z.infer<typeof Params>> = {
  kind: 'ready',
  params: Params,
  describe: ({ service, node, server }) =>
    `prove that ${service} works on ${node}, called directly; ${server} stays drained until all can take over`,
  async run({ service, node, server }, bench) {
    await passGate(bench, service, node);
    await waitUntilRunning(bench, service, server);
  },
};
