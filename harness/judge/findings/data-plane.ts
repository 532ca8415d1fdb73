import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import type { CompanionHistory, Interruption } from '../measure/index.ts';
import { moment, plural, span } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/**
 * What was made before the upgrade must stay there whatever becomes of the services that made it. One finding for each
 * companion and step in which it began to be away; what was over before anything was touched is told only.
 */
export function dataPlane(context: Context): Finding[] {
  const { stepAt, touchedAt } = context;
  return context.companions().flatMap((companion) => {
    const groups = Map.groupBy(companion.interruptions, ({ from, known }) => `${stepAt(from)} ${known < touchedAt}`);
    return [...[...groups.values()].map((its) => away(companion, its, context)), ...remains(companion, context)];
  });
}

function away({ name, begun }: CompanionHistory, its: readonly Interruption[], context: Context): Finding {
  const [first, last] = [its[0]!, its.at(-1)!];
  const step = context.steps[context.stepAt(first.from)];
  const refuses = first.known >= context.touchedAt;
  const failed = its.reduce((sum, one) => sum + one.failed, 0);
  const worst = its.reduce((most, one) => (length(one) > length(most) ? one : most));
  const most = worst.to === null ? undefined : worst.to - (worst.before ?? begun ?? 0);
  return finding({
    class: 'data-plane',
    severity: refuses ? 'refuse' : 'inform',
    title: `${name} did not answer ${plural(failed, 'probe')}${refuses ? '' : ' before anything was touched'}`,
    detail: `In ${naming(step)}, from ${moment(first.from)} on: ${first.why}. ${its.length > 1 ? `It was away ${its.length} times, at worst` : 'It was away'} for at least ${span(worst.lastFailed - worst.from)}${most === undefined ? ' and did not come back' : ` and at most ${span(most)}`}.`,
    ...placeOf(context, step),
    from: first.from,
    to: last.to,
    count: failed,
  });
}

const length = ({ from, to }: Interruption): number => (to ?? Number.POSITIVE_INFINITY) - from;

/** Made by the old release, and the new one cannot take it away. A run that was broken off owes nobody that. */
function remains({ name, begun, failure }: CompanionHistory, context: Context): Finding[] {
  const completed = context.events.of('run-ended').at(-1)?.ended === 'completed';
  if (begun === null || failure === null || !completed) return [];
  const step = context.steps[context.stepAt(failure.t)];
  return [
    finding({
      class: 'data-plane',
      title: `${name} could not be taken away after the upgrade`,
      detail: `It was made before the upgrade. After ${naming(step)}: ${failure.why ?? 'no reason was recorded'}.`,
      ...placeOf(context, step),
      from: failure.t,
      to: failure.t,
    }),
  ];
}
