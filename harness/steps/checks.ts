import { z } from 'zod';
import { forgetKeepsake, Occasion, runChecks } from '../checks/run/index.ts';
import { act } from '../journal/index.ts';
import { Interrupted, StepError } from '../strategy/index.ts';
import { KEEPSAKE } from './forget.ts';
import type { StepKind } from './step.ts';

const Params = z.object({
  when: Occasion,
  suites: z.array(z.string()).optional(),
  files: z.array(z.string()),
  limitSeconds: z.number().positive(),
});

/** A check that fails does not end the run: what it means is for the judge to say. */
export const checks: StepKind<z.infer<typeof Params>> = {
  kind: 'checks',
  params: Params,
  describe: ({ when, suites, files }) =>
    `make the checks${when === 'before' ? ', before anything is touched' : ' again, on the same resources and on new ones'}${told(suites, files)}`,
  undo: ({ when }) => (when === 'before' ? [{ subject: KEEPSAKE, act: act('forget', {}) }] : []),
  settles: ({ when }) => (when === 'after' ? [KEEPSAKE] : []),
  async run({ when, suites, files, limitSeconds }, bench) {
    const keepsakeFile = bench.file('keepsake.json');
    const { lab, signal, record } = bench;
    try {
      await runChecks({
        ...{ when, lab: lab.description, keepsakeFile, suites, files, limitSeconds, signal },
        onCheck: (result) => record({ event: 'check', when, ...result }),
      });
    } catch (error) {
      if (signal.aborted) throw new Interrupted();
      throw error;
    }
    const left = when === 'after' ? await forgetKeepsake(lab.description, keepsakeFile) : [];
    if (left.length > 0)
      throw new StepError(
        'keepsake-left',
        'upgrade',
        `what lived through the upgrade can't be deleted: ${left.join('; ')}`,
      );
  },
};

function told(suites: readonly string[] | undefined, files: readonly string[]): string {
  const names = [...(suites ?? []), ...files.map((file) => file.slice(file.lastIndexOf('/') + 1))];
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
