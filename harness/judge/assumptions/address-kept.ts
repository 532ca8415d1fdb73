import { unseenSpans } from '../address/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, moment } from '../wording.ts';

/**
 * Load balancers in turn change sides one after the other, and to users that is one moment only as long as the one that
 * serves them stays the same: had the address moved in between, they would have met both sides.
 */
export function addressKept(context: Context): Assumption {
  const { plan, events } = context;
  const told = swaps(context);
  const faults = told.flatMap(({ id, from, to }) => [
    ...context
      .moves()
      .filter(({ left, taken, within }) => Math.min(left ?? taken, taken) - within <= to && taken + within >= from)
      .map(
        (move) => `it moved from ${move.from} to ${move.to} at ${moment(move.taken)}, while step ${id} changed sides`,
      ),
    ...unseenSpans(events)
      .filter((unseen) => unseen.from <= to && unseen.to >= from)
      .map(() => `nobody saw who had it while step ${id} changed sides`),
  ]);
  const watched = events.of('address').length > 0;
  return {
    name: 'address-kept',
    title: 'The address that users know stayed where it was while sides changed',
    holds: faults.length === 0,
    ...(plan.balancers.length > 1 && !watched ? { measured: false } : {}),
    detail:
      faults.length > 0
        ? `${list(faults)}.`
        : watched
          ? `No change of sides fell into a move of the address, of which there were ${context.moves().length}.`
          : plan.balancers.length > 1
            ? 'Not measured: nobody told which of the load balancers had a shared address.'
            : 'There is one load balancer.',
    fix: 'See why the load balancer lost the address (its keepalived tells), and begin anew.',
  };
}

/** From the first load balancer that was told to the last one, for each crossover. */
function swaps({ steps, events }: Context): { id: string; from: number; to: number }[] {
  return steps.flatMap(({ id, kind, from, to }) => {
    if (kind !== 'crossover' || from === null) return [];
    const lines = events.of('balancer-told').filter(({ t }) => t >= from && t <= (to ?? events.end));
    const moments = lines.map(({ t }) => t);
    return moments.length > 1 ? [{ id, from: moments[0]!, to: moments.at(-1)! }] : [];
  });
}
