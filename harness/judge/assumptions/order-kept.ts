import type { JournalEvent } from '../../journal/index.ts';
import { isPartOf } from '../../plan/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/**
 * No step began before those before it were done. Another order has hurt nobody by that, so it does not refuse; but it is
 * another upgrade than the one that the certificate names, and nothing was measured of that one.
 */
export function orderKept({ plan, journal }: Context): Assumption {
  const planned = plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id));
  const early = begunTooEarly(planned, journal);
  return {
    name: 'order-kept',
    title: 'The steps were taken in the planned order',
    holds: early.length === 0,
    detail:
      early.length === 0
        ? 'No step began before all that the plan has before it were done.'
        : `${plural(early.length, 'step')} began too early: ${list(early.map(({ step, before }) => `${step} before ${before} was done`))}.`,
    fix: 'Plan the order that is wanted, and let nobody but the harness take the steps of a plan.',
  };
}

interface Early {
  readonly step: string;
  /** The first one in the plan that was not done by then. */
  readonly before: string;
}

/** A step that was put back is not done any more: whoever takes the run up again takes it again, before what follows it. */
function begunTooEarly(planned: readonly string[], journal: readonly JournalEvent[]): Early[] {
  const places = new Map(planned.map((id, place) => [id, place]));
  const done = new Set<string>();
  const owners = new Map<number, string>();
  const early: Early[] = [];
  let current = '';
  for (const event of journal) {
    if (event.event === 'step-started') {
      current = event.step;
      const before = planned.slice(0, places.get(current) ?? 0).find((id) => !done.has(id) && !isPartOf(current, id));
      if (before !== undefined) early.push({ step: current, before });
    } else if (event.event === 'step-ended' && event.outcome === 'done') done.add(event.step);
    else if (event.event === 'undo-registered') owners.set(event.undo, current);
    else if (event.event === 'undo-ended' && !event.cause) done.delete(owners.get(event.undo) ?? '');
  }
  return early;
}
