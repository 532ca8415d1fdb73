import { z } from 'zod';
import { act } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import { callAll } from './calls.ts';
import { type StepKind, subject } from './step.ts';
import { until } from './until.ts';

const Calls = { operations: z.array(z.string()).min(1), why: z.string(), node: z.string().optional() };

const Params = z.object({
  ...Calls,
  /** What takes it back, if it must not be left as it is. */
  back: z.object(Calls).optional(),
});

type Calls = z.infer<typeof Params>['back'] & object;

/** Whoever makes the calls that take something back has settled it, be it in a step of the plan. */
const settled = ({ operations, node }: Calls): string => subject(operations.join('+'), node ?? 'everywhere');

/** Something that an operator does through the API: disable a compute service, wait until it is idle … */
export const call: StepKind<z.infer<typeof Params>> = {
  kind: 'call',
  params: Params,
  describe: ({ why, node }) => (node === undefined ? why : `${why} on ${node}`),
  undo: ({ back }) => (back ? [{ subject: settled(back), act: act('call', back) }] : []),
  settles: (calls) => [settled(calls)],
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
