import type { Context } from '../context.ts';
import type { Check, Finding } from '../judgement.ts';
import { sentence } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** What failed before as well is not the upgrade's doing; it is told, and proves nothing either way. */
export function checkFailed(context: Context): Finding[] {
  return context
    .checks()
    .filter(({ after }) => after === 'failed')
    .map((check) => told(check, context));
}

function told({ name, file, before, error }: Check, context: Context): Finding {
  const { steps, stepAt, events } = context;
  const made = events.of('check').findLast((event) => event.name === name && event.file === file)!;
  const step = steps[stepAt(made.t)];
  const refuses = before !== 'failed';
  const earlier = { passed: 'It passed before the upgrade.', failed: 'It failed before the upgrade too.' };
  return finding({
    class: 'check-failed',
    severity: refuses ? 'refuse' : 'inform',
    title: refuses ? `Check failed after the upgrade: ${name}` : `Check failed before and after the upgrade: ${name}`,
    detail: `${before === null ? 'It is one for after the upgrade only.' : earlier[before]} In ${naming(step)}, ${file}: ${sentence(error ?? '')}`,
    ...placeOf(context, step),
    from: made.t - made.milliseconds * 1_000,
    to: made.t,
  });
}
