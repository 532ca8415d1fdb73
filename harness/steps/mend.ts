import { z } from 'zod';
import { type Blow, FAILOVERS, failoverOf, strike } from '../../lab/index.ts';
import type { Told } from '../strategy/index.ts';
import type { StepKind } from './step.ts';

const Params = z.object({ node: z.string(), by: z.enum(FAILOVERS) });

const HOW = {
  'keepalived-stopped': 'start keepalived',
  'haproxy-killed': 'start HAProxy',
  paused: 'let it go on',
  'network-cut': 'join its network again, and start keepalived anew',
};

/** A load balancer that was made to lose the shared address is as it was, but for the address. */
export const mend: StepKind<z.infer<typeof Params>> = {
  kind: 'mend',
  params: Params,
  describe: ({ node, by }) => `mend ${node}: ${HOW[by]}`,
  shows: ({ node, by }, lab) => failoverOf(lab, node, by).mend.map(toldBy),
  async run({ node, by }, bench) {
    for (const blow of failoverOf(bench.lab.description, node, by).mend) await strike(bench.lab, blow);
  },
};

export function toldBy(blow: Blow): Told {
  if ('node' in blow) return { to: blow.node, words: blow.run };
  if ('host' in blow) return { to: blow.host, words: `(its container engine: ${blow.happens})` };
  return { to: blow.balancer, words: 'line' in blow ? blow.line : blow.process };
}
