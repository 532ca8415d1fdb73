import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list } from '../wording.ts';

/** Each kind of life was led to its end before anything was touched, and again after the last change. */
export function cyclesRan({ plan, events, touchedAt, changedAt }: Context): Assumption {
  const good = events.of('cycle').filter(({ outcome }) => outcome === 'ok');
  const troubles = plan.cycles.flatMap((name) => {
    const its = good.filter(({ cycle }) => cycle === name);
    return [
      ...(its.some(({ t }) => t < touchedAt) ? [] : [`no ${name} was completed before anything was touched`]),
      ...(its.some(({ started }) => started > changedAt)
        ? []
        : [`no ${name} was begun and completed after the last change`]),
    ];
  });
  return {
    name: 'cycles-ran',
    title: 'What is done asynchronously was waited for, before and after',
    holds: troubles.length === 0,
    detail:
      troubles.length > 0
        ? `${list(troubles)}.`
        : plan.cycles.length === 0
          ? 'This traffic waits for nothing.'
          : `${good.length} of ${events.of('cycle').length} completed: ${list(plan.cycles)}.`,
    fix: 'Watch for longer before and after, or begin more of them; one that never completes tests nothing.',
  };
}
