import { z } from 'zod';
import { StepError } from '../strategy/index.ts';
import { callAll } from './calls.ts';
import type { StepKind } from './step.ts';
import { until } from './until.ts';

const Params = z.object({ operations: z.array(z.string()).min(1), why: z.string(), node: z.string().optional() });

/** Something that an operator does through the API: disable a compute service, wait until it is idle … */
export const call: StepKind<z.infer<typeof Params>> = {
  kind: 'call',
  params: Params,
  describe: ({ why, node }) => (node === undefined ? why : `${why} on ${node}`),
  async run({ operations, node, why }, bench) {
    let last = '';
    // Calling until it is so: these say "make it" or "is it", and may be said twice.
    const done = await until(
      async () => {
        const result = await callAll(bench, operations, node === undefined ? {} : { node });
        if (result.ok) return true;
        last = result.why;
        return undefined;
      },
      { limitSeconds: bench.limits.readySeconds, everyMs: 200, signal: bench.signal },
    );
    if (!done) throw new StepError('call-failed', 'upgrade', `could not ${why}: ${last}`, { operations, node, last });
  },
};
