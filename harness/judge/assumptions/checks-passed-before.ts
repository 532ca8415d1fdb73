import { TEMPEST } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Assumption, Check } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** A check shows that something is as it was only if it passed before, and was made again. */
export function checksPassedBefore(context: Context): Assumption {
  const all = context.checks();
  const suites = [
    suite('checks', 'check', context, ({ file }) => file !== TEMPEST),
    suite('tempest', 'test of Tempest', context, ({ file }) => file === TEMPEST),
  ].filter(({ planned }) => planned);
  const failed = all.filter(({ before }) => before === 'failed');
  const passed = all.filter(({ before }) => before === 'passed');
  const faults = suites.flatMap(({ fault }) => fault ?? []);
  return {
    name: 'checks-passed-before',
    title: 'Checks passed before anything was touched, and were made again',
    holds: faults.length === 0,
    detail:
      suites.length === 0
        ? 'This scenario has no checks.'
        : faults.length > 0
          ? `${list(faults)}.`
          : `${passed.length} passed before${failed.length > 0 ? `, ${failed.length} failed and prove nothing: ${list(failed.map(({ name }) => name))}` : ''}.`,
    fix: 'Make the checks pass before the upgrade ("unbroken check" runs them alone), and let the run come to its end.',
  };
}

/** Tests that nobody wanted to be run after the upgrade need not have been. */
function suite(kind: string, what: string, { plan, checks }: Context, isIts: (check: Check) => boolean) {
  const acts = plan.stages.flatMap(({ steps }) => steps.flatMap(({ act }) => (act.kind === kind ? [act] : [])));
  const passed = checks().filter((check) => check.before === 'passed' && isIts(check));
  const again = kind !== 'tempest' || acts.some(({ params }) => params.when === 'after');
  const gone = again ? passed.filter(({ after }) => after === null) : [];
  return {
    planned: acts.length > 0,
    fault:
      gone.length > 0
        ? `${plural(gone.length, what)} passed before and had no result after: ${list(gone.map(({ name }) => name))}`
        : passed.length === 0
          ? `no ${what} passed before`
          : undefined,
  };
}
