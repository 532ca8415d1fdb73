import { z } from 'zod';
import type { Profile } from '../../traffic/index.ts';
import { markedIn } from '../calls/index.ts';
import { numberOf } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import { callAll } from './calls.ts';
import type { StepKind } from './step.ts';

const Params = z.object({ when: z.string() });

export const audit: StepKind<z.infer<typeof Params>> = {
  kind: 'audit',
  params: Params,
  describe: ({ when }) => `read back all that was acknowledged, ${when}`,
  async run({ when }, bench) {
    const marks: Record<string, number> = {};
    for (const source of bench.profile.audit) {
      const result = await callAll(bench, [source.list]);
      if (!result.ok)
        throw new StepError('audit-failed', 'upgrade', `cannot read back what was created: ${result.why}`);
      for (const mark of marksIn(result.body, source)) {
        const number = numberOf(bench.run, mark);
        if (number !== undefined) marks[number] = (marks[number] ?? 0) + 1;
      }
    }
    bench.record({ event: 'audit', when, marks });
  },
};

function marksIn(body: string, where: Profile['audit'][number]): string[] {
  const marked = markedIn(body, { ...where, keep: {} });
  if (!marked) throw new StepError('audit-failed', 'upgrade', `expected a list at ${where.items}`);
  return marked.map(({ mark }) => mark);
}
