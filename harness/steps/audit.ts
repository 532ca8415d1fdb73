import { z } from 'zod';
import { listAll } from '../calls/index.ts';
import { numberOf } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import { callerFor, callInOrder } from './calls.ts';
import type { StepKind } from './step.ts';

const Params = z.object({ when: z.string() });

export const audit: StepKind<z.infer<typeof Params>> = {
  kind: 'audit',
  params: Params,
  describe: ({ when }) => `read back all that was acknowledged, ${when}`,
  async run({ when }, bench) {
    const marks: Record<string, number> = {};
    for (const source of bench.profile.audit) {
      const caller = callerFor(bench);
      const login = await callInOrder(caller, bench.profile.login, bench.signal);
      const listed = login.ok ? await listAll(caller, { ...source, keep: {} }, bench.signal) : login;
      if (!listed.ok)
        throw new StepError('audit-failed', 'upgrade', `cannot read back what was created: ${listed.why}`);
      for (const { mark } of listed.marked) {
        const number = numberOf(bench.run, mark);
        if (number !== undefined) marks[number] = (marks[number] ?? 0) + 1;
      }
    }
    bench.record({ event: 'audit', when, marks });
  },
};
