import { z } from 'zod';
import { act } from '../journal/index.ts';
import { type StepKind, subject } from './step.ts';

const Params = z.object({ service: z.string(), node: z.string() });

export const stop: StepKind<z.infer<typeof Params>> = {
  kind: 'stop',
  params: Params,
  describe: ({ service, node }) => `stop ${service} on ${node}`,
  undo: (params) => [{ subject: subject(params.service, params.node), act: act('start', params) }],
  deeds: (place) => [{ action: 'stop', place }],
  async run({ service, node }, bench) {
    // Evidence of whether the server stood in rotation at this moment.
    await bench.sample();
    await bench.strategy.stop({ service, node });
  },
};
