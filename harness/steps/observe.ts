import { z } from 'zod';
import type { StepKind } from './step.ts';
import { wait } from './until.ts';

const Params = z.object({ seconds: z.number().nonnegative(), why: z.enum(['baseline', 'mixed', 'settle']) });

const REASONS = {
  baseline: 'watch the service as it is, before anything is touched',
  mixed: 'watch both sides together',
  settle: 'watch the upgraded service',
};

export const observe: StepKind<z.infer<typeof Params>> = {
  kind: 'observe',
  params: Params,
  describe: ({ seconds, why }) => `${REASONS[why]} for ${seconds} s`,
  run: ({ seconds }, bench) => wait(seconds * 1000, bench.signal),
};
