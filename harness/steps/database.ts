import { z } from 'zod';
import { StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { recordRelease } from './release.ts';
import { serviceOf } from './service.ts';
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
  async run({ service, node, phase, release, onlyWhenAllRun }, bench) {
    if (onlyWhenAllRun !== undefined) await proveThatAllRun(onlyWhenAllRun, phase, service, bench);
    await bench.strategy.database({ service, node }, phase, release);
  },
};

/** All processes of a project share its database, whichever of them the phase's command comes with. */
async function proveThatAllRun(release: string, phase: string, service: string, bench: Bench): Promise<void> {
  const { project } = serviceOf(bench, service);
  for (const [unit, { project: its, members }] of Object.entries(bench.lab.description.services)) {
    if (its !== project) continue;
    for (const node of Object.keys(members)) {
      const found = await recordRelease(bench, unit, node);
      if (found !== release)
        throw new StepError(
          'old-code-left',
          'upgrade',
          `${phase} of ${service} would break ${unit} on ${node}, which still has ${found}; upgrade it first`,
          { service: unit, node, expected: release, found },
        );
    }
  }
}
