import { z } from 'zod';
import type { StepKind } from './step.ts';

const Params = z.object({
  service: z.string(),
  share: z.number().positive().max(1),
  servers: z.number().int().min(2),
});

export const press: StepKind<z.infer<typeof Params>> = {
  kind: 'press',
  params: Params,
  describe: ({ service, share, servers }) =>
    `find out how much ${service} can do, then press until the end with ${Number((share * 100).toPrecision(3))} % of what ${servers - 1} of its ${servers} servers can`,
  run: (params, bench) => bench.press(params),
};
