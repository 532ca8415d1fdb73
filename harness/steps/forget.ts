import { z } from 'zod';
import { forgetKeepsake } from '../checks/run/index.ts';
import { StepError } from '../strategy/index.ts';
import type { StepKind } from './step.ts';

/** What the checks before the upgrade made, as a thing to be put back. */
export const KEEPSAKE = 'keepsake';

const Params = z.object({});

export const forget: StepKind<z.infer<typeof Params>> = {
  kind: 'forget',
  params: Params,
  describe: () => 'delete what the checks made to live through the upgrade',
  async run(_params, bench) {
    const left = await forgetKeepsake(bench.lab.description, bench.file('keepsake.json'));
    if (left.length > 0) throw new StepError('keepsake-left', 'experiment', `can't be deleted: ${left.join('; ')}`);
  },
};
