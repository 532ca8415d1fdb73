import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, moment, plural } from '../wording.ts';

/**
 * Somebody watched all the time in which the lab was not as before. A harness that died in the middle leaves a time that
 * nobody measured, and what users met then is unknown, however well the rest went.
 */
export function measuredThroughout({ journal, plan }: Context): Assumption {
  const kinds = new Map(plan.stages.flatMap(({ steps }) => steps.map(({ id, act }) => [id, act.kind] as const)));
  const unwatched: string[] = [];
  let taken = 0;
  let touched = false;
  let before = 0;
  let restoring = false;
  for (const event of journal) {
    if (event.event === 'continued') {
      taken++;
      restoring = event.by === 'restore';
      if (touched) unwatched.push(`from ${moment(before)} to ${moment(event.t)}`);
    }
    if (restoring && event.event === 'undo-started') unwatched.push(`while it was put back at ${moment(event.t)}`);
    if (event.event === 'step-started' && !LOOKS.includes(kinds.get(event.step) ?? '')) touched = true;
    if (event.event === 'run-ended') touched = false;
    before = event.t;
  }
  const holds = unwatched.length === 0;
  const times = taken === 0 ? 'The run was taken in one go.' : `The run was taken up again ${plural(taken, 'time')}`;
  return {
    name: 'measured-throughout',
    title: 'The measurement was not interrupted',
    holds,
    detail: holds
      ? `${times}${taken === 0 ? '' : ', and nothing had been changed by then.'}`
      : `${times}; nobody measured ${list(unwatched)}.`,
    fix: 'The upgrade was brought to its end, and what users met meanwhile is not known. Certify the next one in one go.',
  };
}

const LOOKS: readonly string[] = ['observe', 'audit', 'checks', 'forget'];
