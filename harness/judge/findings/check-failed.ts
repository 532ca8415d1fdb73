import { type EventOf, TEMPEST } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Check, Finding } from '../judgement.ts';
import { sentence } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** What failed before as well is not the upgrade's doing; it is told, and proves nothing either way. */
export function checkFailed(context: Context): Finding[] {
  const checks = context.checks();
  const failing = checks.filter(({ during, after }) => during === 'failed' || after === 'failed');
  const passing = checks.filter(
    (check) => check.before === 'passed' && check.between === 'failed' && !failing.includes(check),
  );
  return [...failing.map((check) => told(check, context)), ...passing.map((check) => toldInBetween(check, context))];
}

function told(check: Check, context: Context): Finding {
  const { name, file, before, between, during, after } = check;
  const where = after === 'failed' ? 'after' : 'during';
  const made = madeLast({ name, file, outcome: 'failed', when: where }, context);
  const refuses = before !== 'failed';
  const also = [
    ...(between === 'failed' && refuses ? [' It failed in the middle of it too.'] : []),
    ...(during === 'failed' && after === 'failed' ? [' It failed while nodes changed sides too.'] : []),
    ...(during === 'failed' && after === 'passed' ? [' It passed when all was done.'] : []),
  ];
  return finding({
    class: 'check-failed',
    severity: refuses ? 'refuse' : 'inform',
    title: refuses
      ? `Check failed ${where} the upgrade: ${name}`
      : `Check failed before and ${where} the upgrade: ${name}`,
    detail: `${earlier(check)}${also.join('')} In ${naming(made.step)}, ${file}: ${sentence(made.error)}`,
    ...placeOf(context, made.step),
    from: made.from,
    to: made.to,
  });
}

function earlier({ before, during, skipped, file }: Check): string {
  if (before === 'passed') return 'It passed before the upgrade.';
  if (before === 'failed') return 'It failed before the upgrade too.';
  if (skipped !== null) return `It was skipped before the upgrade: ${sentence(skipped)}`;
  // A set-up of Tempest's has a name, and so a result, only where it fails.
  const unheard = during !== null || file === TEMPEST;
  return unheard ? 'Nothing was heard of it before the upgrade.' : 'It is one for after the upgrade only.';
}

/** Releases were mixed when it was made again: what fails then may be bound to. It is told, and it excuses nothing. */
function toldInBetween({ name, file }: Check, context: Context): Finding {
  const { step, error, ...when } = madeLast({ name, file, outcome: 'failed', when: 'before' }, context);
  return finding({
    class: 'check-failed',
    severity: 'inform',
    title: `Check failed in the middle of the upgrade: ${name}`,
    detail: `It passed before anything was touched. When the run had been put back and went on, the lab was half upgraded. In ${naming(step)}, ${file}: ${sentence(error)}`,
    ...placeOf(context, step),
    ...when,
  });
}

type Wanted = Pick<EventOf<'check'>, 'name' | 'file' | 'outcome' | 'when'>;

function madeLast({ name, file, outcome, when }: Wanted, { steps, stepAt, events }: Context) {
  const made = events
    .of('check')
    .findLast(
      (event) => event.name === name && event.file === file && event.outcome === outcome && event.when === when,
    )!;
  const { t, milliseconds, error = '' } = made;
  return { step: steps[stepAt(t)], from: t - milliseconds * 1_000, to: t, error };
}
