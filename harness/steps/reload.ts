import { z } from 'zod';
import type { StepKind } from './step.ts';
import { toldNode } from './told.ts';

const Params = z.object({ service: z.string(), node: z.string() });

export const reload: StepKind<z.infer<typeof Params>> = {
  kind: 'reload',
  params: Params,
  describe: ({ service, node }) => `reload ${service} on ${node}`,
  shows: (place, lab) => toldNode(lab, place, ({ reload }) => reload),
  async run({ service, node }, bench) {
    await bench.strategy.reload({ service, node });
  },
};
