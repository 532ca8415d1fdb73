import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';

export function notAnExperiment({ plan: { skipped } }: Context): Assumption {
  return {
    name: 'not-an-experiment',
    title: 'No kind of step was left out',
    holds: skipped.length === 0,
    detail:
      skipped.length === 0 ? 'The plan has all steps of its scenario.' : `Left out on purpose: ${skipped.join(', ')}.`,
    fix: 'Run without --skip to certify.',
  };
}
