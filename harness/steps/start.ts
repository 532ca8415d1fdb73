import { z } from 'zod';
import { act } from '../journal/index.ts';
import { type StepKind, subject } from './step.ts';

const Params = z.object({ service: z.string(), node: z.string() });

export const start: StepKind<z.infer<typeof Params>> = {
  kind: 'start',
  params: Params,
  describe: ({ service, node }) => `start ${service} on ${node}`,
  undo: (params) => [{ subject: subject(params.service, params.node), act: act('stop', params) }],
  deeds: (place) => [{ action: 'start', place }],
  async run({ service, node }, bench) {
    await bench.strategy.start({ service, node });
  },
};
