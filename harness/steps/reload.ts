import { z } from 'zod';
import type { StepKind } from './step.ts';

const Params = z.object({ service: z.string(), node: z.string() });

export const reload: StepKind<z.infer<typeof Params>> = {
  kind: 'reload',
  params: Params,
  describe: ({ service, node }) => `reload ${service} on ${node}`,
  deeds: (place) => [{ action: 'reload', place }],
  async run({ service, node }, bench) {
    await bench.strategy.reload({ service, node });
  },
};
