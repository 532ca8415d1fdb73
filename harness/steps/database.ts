import { z } from 'zod';
import { command, serviceOf } from './command.ts';
import { StepError } from './error.ts';
import { recordRelease } from './release.ts';
import type { StepKind } from './step.ts';

const Params = z.object({
  service: z.string(),
  node: z.string(),
  phase: z.string(),
  /** Only when every node of the service has this release: old code does not survive what this phase does. */
  onlyWhenAllRun: z.string().optional(),
});

export const database: StepKind<z.infer<typeof Params>> = {
  kind: 'database',
  params: Params,
  describe: ({ service, node, phase, onlyWhenAllRun }) =>
    onlyWhenAllRun
      ? `${phase} the database of ${service} on ${node}, after proof that every node has ${onlyWhenAllRun} (no way back)`
      : `${phase} the database of ${service} on ${node}`,
  async run({ service, node, phase, onlyWhenAllRun }, bench) {
    if (onlyWhenAllRun !== undefined)
      for (const member of Object.keys(serviceOf(bench, service).members)) {
        const release = await recordRelease(bench, service, member);
        if (release !== onlyWhenAllRun)
          throw new StepError(
            'old-code-left',
            'upgrade',
            `${phase} of ${service} would break ${member}, which still has ${release}; upgrade it first`,
            { service, node: member, expected: onlyWhenAllRun, found: release },
          );
      }
    await command(bench, service, node, (commands) => commands.database[phase]);
  },
};
