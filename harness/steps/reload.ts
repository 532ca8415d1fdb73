import { z } from 'zod';
import { command } from './command.ts';
import type { StepKind } from './step.ts';

const Params = z.object({ service: z.string(), node: z.string() });

export const reload: StepKind<z.infer<typeof Params>> = {
  kind: 'reload',
  params: Params,
  describe: ({ service, node }) => `reload ${service} on ${node}`,
  async run({ service, node }, bench) {
    await command(bench, service, node, (commands) => commands.reload);
  },
};
