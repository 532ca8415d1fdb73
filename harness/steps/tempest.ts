import { z } from 'zod';
import { act } from '../journal/index.ts';
import { commandLine, TempestOrder } from '../tempest/index.ts';
import type { StepKind } from './step.ts';

/** What runs beside the steps, as a thing to be put back. */
const BESIDE = 'tempest';

const Params = TempestOrder.extend({ when: z.enum(['before', 'after']) });
const shown = (order: TempestOrder) => [{ to: order.node, words: commandLine(order, (name) => `${name}.txt`) }];

/** A test that fails does not end the run: what it means is for the judge to say. */
export const tempest: StepKind<z.infer<typeof Params>> = {
  kind: 'tempest',
  params: Params,
  describe: ({ when, node, limitSeconds }) =>
    `run Tempest on ${node}${when === 'before' ? ', before anything is touched' : ' again'} (${limitSeconds} s at most)`,
  shows: shown,
  run: ({ when, ...order }, bench) => bench.tempest.once(when, order, bench.signal),
};

export const tempestBegin: StepKind<TempestOrder> = {
  kind: 'tempest-begin',
  params: TempestOrder,
  describe: ({ node }) => `from here on, run Tempest on ${node} again and again`,
  undo: ({ node }) => [{ subject: BESIDE, act: act('tempest-end', { node, at: 'once' }) }],
  shows: shown,
  run: (order, bench) => bench.tempest.begin(order),
};

const End = z.object({ node: z.string(), at: z.enum(['round', 'once']) });

export const tempestEnd: StepKind<z.infer<typeof End>> = {
  kind: 'tempest-end',
  params: End,
  describe: ({ node, at }) =>
    at === 'once' ? `end Tempest on ${node}` : `wait until Tempest on ${node} is through with its tests`,
  settles: () => [BESIDE],
  run: ({ node, at }, bench) => (at === 'once' ? bench.tempest.stop(node) : bench.tempest.end(bench.signal)),
};
