import { z } from 'zod';
import type { StepKind } from './step.ts';
import { wait } from './until.ts';

const Params = z.object({ seconds: z.number().nonnegative(), why: z.enum(['baseline', 'mixed', 'settle', 'pause']) });

const REASONS = {
  baseline: 'watch the old release',
  mixed: 'watch both releases together',
  settle: 'watch the new release',
  pause: 'pause',
};

export const observe: StepKind<z.infer<typeof Params>> = {
  kind: 'observe',
  params: Params,
  describe: ({ seconds, why }) => `${REASONS[why]} for ${seconds} s`,
  run: ({ seconds }, bench) => wait(seconds * 1000, bench.signal),
};
