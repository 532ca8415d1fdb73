import type { EventOf } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Check, Finding } from '../judgement.ts';
import { sentence } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** What failed before as well is not the upgrade's doing; it is told, and proves nothing either way. */
export function checkFailed(context: Context): Finding[] {
  const checks = context.checks();
  const passing = checks.filter(
    ({ before, between, after }) => before === 'passed' && between === 'failed' && after !== 'failed',
  );
  return [
    ...checks.filter(({ after }) => after === 'failed').map((check) => told(check, context)),
    ...passing.map((check) => toldInBetween(check, context)),
  ];
}

function told({ name, file, before, between, error }: Check, context: Context): Finding {
  const { step, ...when } = madeLast({ name, file }, context);
  const refuses = before !== 'failed';
  const earlier = { passed: 'It passed before the upgrade.', failed: 'It failed before the upgrade too.' };
  return finding({
    class: 'check-failed',
    severity: refuses ? 'refuse' : 'inform',
    title: refuses ? `Check failed after the upgrade: ${name}` : `Check failed before and after the upgrade: ${name}`,
    detail: `${before === null ? 'It is one for after the upgrade only.' : earlier[before]}${between === 'failed' && refuses ? ' It failed in the middle of it too.' : ''} In ${naming(step)}, ${file}: ${sentence(error ?? '')}`,
    ...placeOf(context, step),
    ...when,
  });
}

/** Releases were mixed when it was made again: what fails then may be bound to. It is told, and it excuses nothing. */
function toldInBetween({ name, file, error }: Check, context: Context): Finding {
  const { step, ...when } = madeLast({ name, file, outcome: 'failed' }, context);
  return finding({
    class: 'check-failed',
    severity: 'inform',
    title: `Check failed in the middle of the upgrade: ${name}`,
    detail: `It passed before anything was touched. When the run had been put back and went on, the lab was half upgraded. In ${naming(step)}, ${file}: ${sentence(error ?? '')}`,
    ...placeOf(context, step),
    ...when,
  });
}

type Wanted = Pick<EventOf<'check'>, 'name' | 'file'> & { readonly outcome?: 'failed' };

function madeLast({ name, file, outcome }: Wanted, { steps, stepAt, events }: Context) {
  const made = events
    .of('check')
    .findLast((event) => event.name === name && event.file === file && (!outcome || event.outcome === outcome))!;
  return { step: steps[stepAt(made.t)], from: made.t - made.milliseconds * 1_000, to: made.t };
}
