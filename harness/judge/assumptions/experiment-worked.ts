import type { Cause } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list } from '../wording.ts';

/** Nothing failed for a reason that lies in the experiment. A failure without a cause is not put on the upgrade either. */
export function experimentWorked({ events, steps }: Context): Assumption {
  const end = events.of('run-ended').at(-1);
  const failures = [
    ...steps
      .filter(({ outcome, cause }) => outcome === 'failed' && isOurs(cause))
      .map(({ id, cause }) => tell(`step ${id}`, cause)),
    ...(end?.ended === 'failed' && isOurs(end.cause) ? [tell('the run', end.cause)] : []),
  ];
  return {
    name: 'experiment-worked',
    title: 'The experiment itself worked',
    holds: failures.length === 0,
    detail: failures.length === 0 ? 'Nothing failed that belongs to the harness or the lab.' : `${list(failures)}.`,
    fix: 'Mend what the message names, in the lab or the harness, and run again. This is no verdict on the upgrade.',
  };
}

const isOurs = (cause: Cause | null | undefined): boolean => cause?.blame !== 'upgrade';
const tell = (what: string, cause: Cause | null | undefined): string =>
  `${what} failed: ${cause ? `${cause.message} (${cause.code})` : 'no cause was recorded'}`;
