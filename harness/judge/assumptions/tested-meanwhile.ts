import { TEMPEST } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/**
 * What was to be tested while nodes changed sides was tested then: each test that passed before ended after something had been
 * changed, and began before the last change.
 */
export function testedMeanwhile({ plan, checks, events, touchedAt, changedAt }: Context): Assumption {
  const planned = plan.stages.some(({ steps }) => steps.some(({ act }) => act.kind === 'tempest-begin'));
  const wanted = planned ? checks().filter(({ file, before }) => file === TEMPEST && before === 'passed') : [];
  const made = new Set(
    events
      .of('check')
      .filter(({ when, outcome }) => when === 'during' && outcome !== 'skipped')
      .filter(({ t, milliseconds }) => t >= touchedAt && t - milliseconds * 1_000 <= changedAt)
      .map(({ name }) => name),
  );
  const missing = wanted.filter(({ name }) => !made.has(name));
  const rounds = events.of('tempest').filter(({ when }) => when === 'during');
  const broken = rounds.filter(({ state }) => state === 'broken');
  const faults = [
    ...broken.map(({ round, why }) => `Tempest's round ${round} did not come to its end: ${why}`),
    ...(planned && rounds.length === 0 ? ['Tempest was not begun'] : []),
    ...(missing.length > 0
      ? [`${plural(missing.length, 'test')} ran at other times only: ${list(missing.map(({ name }) => name))}`]
      : []),
  ];
  return {
    name: 'tested-meanwhile',
    title: 'Tests ran while nodes changed sides, too',
    holds: faults.length === 0,
    detail: !planned
      ? 'This scenario runs no tests meanwhile.'
      : faults.length > 0
        ? `${list(faults)}.`
        : `${plural(wanted.length, 'test')} ran meanwhile, in ${plural(rounds.filter(({ state }) => state === 'ended').length, 'round')}.`,
    fix: 'Name fewer tests, or let releases be mixed for longer, so that all of them are run in that time; see that the node with Tempest can run it.',
  };
}
