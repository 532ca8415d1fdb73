import { z } from 'zod';
import { act } from '../journal/index.ts';
import { tellBalancers, waitUntilEmpty } from './balancers.ts';
import { frontendOf } from './service.ts';
import { type StepKind, subject } from './step.ts';
import { toldBalancers } from './told.ts';

const Params = z.object({
  service: z.string(),
  node: z.string(),
  server: z.string(),
  limitSeconds: z.number().positive(),
  /** The three ways that procedures name: drain mode, weight 0, disable. */
  by: z.enum(['drain', 'weight', 'maint']).default('drain'),
});

const WAYS = {
  drain: (server: string) => `drain ${server}`,
  weight: (server: string) => `set the weight of ${server} to 0`,
  maint: (server: string) => `disable ${server}`,
};

export const drain: StepKind<z.infer<typeof Params>> = {
  kind: 'drain',
  params: Params,
  describe: ({ server, limitSeconds, by }) =>
    `${WAYS[by](server)}, wait until nobody uses it (${limitSeconds} s at most)`,
  undo: ({ service, node, server }) => [
    { subject: subject(service, node), act: act('rejoin', { service, node, server }) },
  ],
  shows: ({ service, server, by }, lab) =>
    toldBalancers(lab, service, [
      by === 'weight' ? `set weight {backend}/${server} 0%` : `set server {backend}/${server} state ${by}`,
    ]),
  async run({ service, server, limitSeconds, by }, bench) {
    const { backend } = frontendOf(bench, service);
    const change = by === 'weight' ? { state: 'ready' as const, weight: '0%' as const } : { state: by };
    await tellBalancers(bench, [{ backend, server, ...change }]);
    await waitUntilEmpty(bench, service, [server], limitSeconds);
  },
};
