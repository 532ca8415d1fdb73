import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { LEAST_CANARY, WORST_CANARY_MS } from '../limits.ts';
import { plural } from '../wording.ts';

/** The recorder's control endpoint, which nothing of the upgrade touches, answered it well all the time: so the recorder was well. */
export function canaryWell({ events }: Context): Assumption {
  const told = events.of('pulse').flatMap(({ canary }) => (canary ? [canary] : []));
  const judged = {
    name: 'canary-well',
    title: 'The recorder’s own control endpoint answered it',
    fix: 'What fails there fails on the machine that sends the traffic: give it more processor, files and ports, or offer less.',
  };
  if (told.length === 0)
    return { ...judged, holds: true, measured: false, detail: 'Not measured: this run has no control endpoint.' };
  const asked = told.reduce((sum, one) => sum + one.asked, 0);
  const failed = told.reduce((sum, one) => sum + one.failed, 0);
  const worst = told.reduce((most, { worstMs }) => Math.max(most, worstMs ?? 0), 0);
  return {
    ...judged,
    holds: asked >= LEAST_CANARY && failed === 0 && worst <= WORST_CANARY_MS,
    detail: `Asked ${plural(asked, 'time')} (needed ${LEAST_CANARY}), ${failed} without an answer, the slowest after ${Math.round(worst)} ms (limit ${WORST_CANARY_MS}).`,
  };
}
