import { z } from 'zod';
import { act } from '../journal/index.ts';
import { tellBalancers, waitUntilEmpty } from './balancers.ts';
import { frontendOf } from './service.ts';
import { type StepKind, subject } from './step.ts';
import { toldBalancers } from './told.ts';

const Side = z.array(z.object({ node: z.string(), server: z.string() })).min(1);
const Params = z.object({ service: z.string(), enter: Side, leave: Side, limitSeconds: z.number().positive() });

const names = (side: z.infer<typeof Side>): string => side.map(({ server }) => server).join(', ');

const comes = (server: string) => [`set weight {backend}/${server} 100%`, `set server {backend}/${server} state ready`];

/**
 * The one subtle step. Both sides change in one line of the runtime API, so that no client meets the new release and
 * then the old one. It is no single instant: HAProxy may serve between two commands of a line, so their order within it
 * is chosen such that both sides serve for the time of two commands only. What is claimed is what the recorder saw.
 */
export const crossover: StepKind<z.infer<typeof Params>> = {
  kind: 'crossover',
  params: Params,
  describe: ({ enter, leave, limitSeconds }) =>
    `cross over in one line: ${names(enter)} in, ${names(leave)} out; wait until nobody uses the old side (${limitSeconds} s at most)`,
  // Undone newest first: the old side comes back before the new one leaves.
  undo: ({ service, enter, leave }) => [
    ...enter.map(({ node, server }) => ({
      subject: subject(service, node),
      act: act('drain', { service, node, server, limitSeconds: 30 }),
    })),
    ...leave.map(({ node, server }) => ({
      subject: subject(service, node),
      act: act('rejoin', { service, node, server }),
    })),
  ],
  settles: ({ service, enter }) => enter.map(({ node }) => subject(service, node)),
  shows: ({ service, enter, leave }, lab) =>
    toldBalancers(lab, service, [
      ...leave.slice(1).map(({ server }) => `set server {backend}/${server} state drain`),
      ...enter.slice(0, 1).flatMap(({ server }) => comes(server)),
      ...leave.slice(0, 1).map(({ server }) => `set server {backend}/${server} state drain`),
      ...enter.slice(1).flatMap(({ server }) => comes(server)),
    ]),
  async run({ service, enter, leave, limitSeconds }, bench) {
    const { backend } = frontendOf(bench, service);
    await tellBalancers(bench, [
      ...enter.map(({ server }) => ({ backend, server, state: 'ready' as const, weight: '100%' as const })),
      ...leave.map(({ server }) => ({ backend, server, state: 'drain' as const })),
    ]);
    await waitUntilEmpty(
      bench,
      service,
      leave.map(({ server }) => server),
      limitSeconds,
    );
  },
};
