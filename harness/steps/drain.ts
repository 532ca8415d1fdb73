import { z } from 'zod';
import { act } from '../journal/index.ts';
import { tellBalancers, waitUntilEmpty } from './balancers.ts';
import { serviceOf } from './command.ts';
import { type StepKind, subject } from './step.ts';

const Params = z.object({
  service: z.string(),
  node: z.string(),
  server: z.string(),
  limitSeconds: z.number().positive(),
});

export const drain: StepKind<z.infer<typeof Params>> = {
  kind: 'drain',
  params: Params,
  describe: ({ server, limitSeconds }) =>
    `drain ${server} on every load balancer, wait until nobody uses it (at most ${limitSeconds} s)`,
  undo: ({ service, node, server }) => [
    { subject: subject(service, node), act: act('rejoin', { service, node, server }) },
  ],
  async run({ service, server, limitSeconds }, bench) {
    await tellBalancers(bench, [{ backend: serviceOf(bench, service).backend, server, state: 'drain' }]);
    await waitUntilEmpty(bench, service, [server], limitSeconds);
  },
};
