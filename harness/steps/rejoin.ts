import { z } from 'zod';
import { act } from '../journal/index.ts';
import { tellBalancers, waitUntilRunning } from './balancers.ts';
import { passGate } from './gate.ts';
import { frontendOf } from './service.ts';
import { type StepKind, subject } from './step.ts';
import { toldBalancers } from './told.ts';

const Params = z.object({ service: z.string(), node: z.string(), server: z.string() });

export const rejoin: StepKind<z.infer<typeof Params>> = {
  kind: 'rejoin',
  params: Params,
  describe: ({ service, node, server }) =>
    `prove that ${service} works on ${node}, called directly; put ${server} back`,
  undo: ({ service, node, server }) => [
    { subject: subject(service, node), act: act('drain', { service, node, server, limitSeconds: 30 }) },
  ],
  settles: ({ service, node }) => [subject(service, node)],
  shows: ({ service, server }, lab) =>
    toldBalancers(lab, service, [`set weight {backend}/${server} 100%`, `set server {backend}/${server} state ready`]),
  async run({ service, node, server }, bench) {
    const { backend } = frontendOf(bench, service);
    await passGate(bench, service, node);
    // Checked while still drained: a server that goes from maint to ready counts as up before any check ran.
    await waitUntilRunning(bench, service, server);
    await tellBalancers(bench, [{ backend, server, state: 'ready', weight: '100%' }]);
    await waitUntilRunning(bench, service, server);
  },
};
