import { z } from 'zod';
import { Judgement } from './judgement.ts';

export type { Evidence } from './evidence.ts';
export { judge } from './judge.ts';
export * from './judgement.ts';
export { LONGEST_SILENCE_MS, WORST_CANARY_MS, WORST_LATENESS_MS, WORST_LOOP_MS } from './limits.ts';
export { type Absorbed, absorptions, type Standing, standingOf, sumAbsorbed } from './measure/index.ts';
export type { PastRun, UnreadableRun } from './past-run.ts';
export { DISAGREEMENTS } from './reconcile/index.ts';
export { sharesOf } from './rotation/index.ts';
export { ASSUMPTION_NAMES, FINDING_CLASSES } from './rules.ts';
export { Sum, sumUp } from './sum.ts';
export { attribution, indexEvents, stepRuns } from './timeline/index.ts';
export { exitCode } from './verdict.ts';

/**
 * The JSON Schema of `verdict.json`, as it is published. What was added later is not required, and nothing more is
 * forbidden, so that it holds for files of earlier and of later builds of the same format.
 */
export function judgementSchema(): Record<string, unknown> {
  return {
    title: 'verdict.json of Unbroken, format 1',
    description: 'Times are µs since the start of the run, unless their names say otherwise.',
    ...z.toJSONSchema(Judgement, { io: 'input' }),
  };
}
