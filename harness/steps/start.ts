import { z } from 'zod';
import { act } from '../journal/index.ts';
import { type StepKind, subject } from './step.ts';
import { toldNode } from './told.ts';

const Params = z.object({ service: z.string(), node: z.string() });

export const start: StepKind<z.infer<typeof Params>> = {
  kind: 'start',
  params: Params,
  describe: ({ service, node }) => `start ${service} on ${node}`,
  undo: (params) => [{ subject: subject(params.service, params.node), act: act('stop', params) }],
  shows: (place, lab) => toldNode(lab, place, ({ start }) => start),
  async run({ service, node }, bench) {
    await bench.strategy.start({ service, node });
  },
};
