import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** A check shows that something is as it was only if it passed before, and was made again. */
export function checksPassedBefore({ plan, checks }: Context): Assumption {
  const planned = plan.stages.some(({ steps }) => steps.some(({ act }) => act.kind === 'checks'));
  const passed = checks().filter(({ before }) => before === 'passed');
  const failed = checks().filter(({ before }) => before === 'failed');
  const gone = passed.filter(({ after }) => after === null);
  const holds = !planned || (passed.length > 0 && gone.length === 0);
  return {
    name: 'checks-passed-before',
    title: 'Checks passed before anything was touched, and were made again',
    holds,
    detail: !planned
      ? 'This scenario has no checks.'
      : gone.length > 0
        ? `${plural(gone.length, 'check')} passed before and had no result after: ${list(gone.map(({ name }) => name))}.`
        : `${passed.length} passed before${failed.length > 0 ? `, ${failed.length} failed and prove nothing: ${list(failed.map(({ name }) => name))}` : ''}.`,
    fix: 'Make the checks pass before the upgrade ("unbroken check" runs them alone), and let the run come to its end.',
  };
}
