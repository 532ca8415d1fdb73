import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** Nothing happened that may have been the instrument's own doing: otherwise nobody knows what the upgrade did. */
export function blameClear(context: Context): Assumption {
  const { exonerated } = context.fates();
  const doubtful = context.exposures().filter((exposure) => context.doubtOf(exposure) !== null);
  const troubles = [
    ...(exonerated.length > 0
      ? [`${plural(exonerated.length, 'request')} failed while the instrument itself was not well`]
      : []),
    ...doubtful.map(
      ({ member, balancers, undelivered }) =>
        `${list(balancers)} ${undelivered === undefined ? `took ${member.server} for down` : `could not reach ${member.server}`}, and it may have been there`,
    ),
  ];
  return {
    name: 'blame-clear',
    title: 'What happened could be told from the instrument’s own faults',
    holds: troubles.length === 0,
    detail:
      troubles.length === 0
        ? 'Nothing failed while the instrument was not well, and no load balancer was wrong about a server.'
        : `${list(troubles)}.`,
    fix: 'Give the machines of the recorder and of the load balancers more processor, or offer less, and run again.',
  };
}
