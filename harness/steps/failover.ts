import { z } from 'zod';
import { FAILOVERS, failoverOf, strike } from '../../lab/index.ts';
import { act, holdersOf } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import { toldBy } from './mend.ts';
import { type StepKind, subject } from './step.ts';
import { until } from './until.ts';

const Params = z.object({
  /** Who has the address, and loses it. */
  node: z.string(),
  by: z.enum(FAILOVERS),
  limitSeconds: z.number().positive(),
});

const WAYS = {
  'keepalived-stopped': (node: string) => `stop keepalived on ${node}`,
  'haproxy-killed': (node: string) => `kill HAProxy on ${node}`,
  paused: (node: string) => `let ${node} stand still`,
  'network-cut': (node: string) => `cut the network of ${node}`,
};

/** The shared address goes to the other load balancer. Whether users notice is for the recorder to say. */
export const failover: StepKind<z.infer<typeof Params>> = {
  kind: 'failover',
  params: Params,
  describe: ({ node, by, limitSeconds }) =>
    `${WAYS[by](node)}, wait until another load balancer has the shared address (${limitSeconds} s at most); mend it`,
  undo: ({ node, by }) => [{ subject: subject('address', node), act: act('mend', { node, by }) }],
  settles: ({ node }) => [subject('address', node)],
  shows: ({ node, by }, lab) => {
    const { harm, mend } = failoverOf(lab, node, by);
    return [harm, ...mend].map(toldBy);
  },
  async run({ node, by, limitSeconds }, bench) {
    const { harm, mend, says } = failoverOf(bench.lab.description, node, by);
    const holders = () => holdersOf(bench.happened());
    const [holder] = holders();
    if (holder !== node)
      throw new StepError(
        'address-elsewhere',
        'experiment',
        holder === undefined
          ? `nobody sees who has the shared address: ${node} cannot lose it knowingly`
          : `${node} was to lose the shared address, and ${holder} has it`,
      );
    const once = { limitSeconds, everyMs: 20, signal: bench.signal };
    await bench.sample();
    await strike(bench.lab, harm);
    const taker = await until(async () => holders().find((other) => other !== node), once);
    if (taker === undefined)
      throw new StepError(
        'address-lost',
        'upgrade',
        `${says}, and no other load balancer took the shared address within ${limitSeconds} s`,
      );
    for (const blow of mend) await strike(bench.lab, blow);
    const settled = await until(async () => (holders().length === 1 ? true : undefined), once);
    if (!settled)
      throw new StepError('address-twice', 'upgrade', `${holders().join(' and ')} both have the shared address`);
    await bench.sample();
  },
};
