import { z } from 'zod';
import { atPointer } from '../../traffic/index.ts';
import { Caller } from './call.ts';
import { serviceOf } from './command.ts';
import { StepError } from './error.ts';
import type { StepKind } from './step.ts';

const Params = z.object({ service: z.string(), when: z.string() });

export const audit: StepKind<z.infer<typeof Params>> = {
  kind: 'audit',
  params: Params,
  describe: ({ service, when }) => `read back everything that ${service} acknowledged to have created, ${when}`,
  async run({ service, when }, bench) {
    if (!bench.audit) throw new StepError('audit-undefined', 'experiment', 'the traffic profile has no "audit"');
    const { url, credentials } = serviceOf(bench, service);
    const caller = new Caller(url, bench.operations, credentials);
    let body = '';
    for (const name of [...bench.login, bench.audit.list]) {
      const result = await caller.call(name, bench.signal);
      if (!result.ok)
        throw new StepError('audit-failed', 'upgrade', `cannot read back what was created: ${result.why}`);
      body = result.body;
    }
    const marks: Record<string, number> = {};
    for (const mark of marksIn(body, bench.audit)) {
      const sequence = mark.startsWith(`${bench.run}-`) ? mark.slice(bench.run.length + 1) : undefined;
      if (sequence !== undefined) marks[sequence] = (marks[sequence] ?? 0) + 1;
    }
    bench.record({ event: 'audit', service, when, marks });
  },
};

function marksIn(body: string, where: { items: string; mark: string }): string[] {
  const items = atPointer(JSON.parse(body), where.items);
  if (!Array.isArray(items)) throw new StepError('audit-failed', 'upgrade', `expected a list at ${where.items}`);
  return items.map((item) => String(atPointer(item, where.mark)));
}
