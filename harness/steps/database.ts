import { z } from 'zod';
import { proveNoOldCode } from './old-code.ts';
import type { StepKind } from './step.ts';

const Params = z.object({
  service: z.string(),
  node: z.string(),
  phase: z.string(),
  /** Whose code runs the phase. */
  release: z.string(),
  /** Only when all of the project has this release: old code does not survive what this phase does. */
  onlyWhenAllRun: z.string().optional(),
});

export const database: StepKind<z.infer<typeof Params>> = {
  kind: 'database',
  params: Params,
  describe: ({ service, node, phase, onlyWhenAllRun }) =>
    onlyWhenAllRun
      ? `${service} database: ${phase}, on ${node}, after proof that all have ${onlyWhenAllRun} (no way back)`
      : `${service} database: ${phase}, on ${node}`,
  deeds: ({ service, node, phase, release }) => [{ action: 'database', place: { service, node }, phase, release }],
  async run({ service, node, phase, release, onlyWhenAllRun }, bench) {
    if (onlyWhenAllRun !== undefined) await proveNoOldCode(bench, service, onlyWhenAllRun, phase);
    await bench.strategy.database({ service, node }, phase, release);
  },
};
