import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** Every planned step was taken: an upgrade that stopped halfway was not observed. */
export function completed({ events, steps }: Context): Assumption {
  const end = events.of('run-ended').at(-1);
  const undone = steps.filter(({ stage, outcome }) => stage !== null && outcome !== 'done');
  const holds = end?.ended === 'completed' && undone.length === 0;
  const ending = end ? `The run was ${end.ended}` : 'The journal breaks off: the harness was killed';
  const missing = undone.map(({ id, outcome }) => `${id} (${outcome})`);
  return {
    name: 'completed',
    title: 'Every planned step was taken',
    holds,
    detail: holds
      ? `All ${plural(steps.length, 'step')} were done.`
      : `${ending}; not done: ${missing.length > 0 ? list(missing) : 'nothing'}.`,
    fix: 'Run it again to its end. If the harness was killed, put the lab back first.',
  };
}
