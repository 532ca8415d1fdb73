import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { LONGEST_SILENCE_MS } from '../limits.ts';
import { apart, type Strange, strangers } from '../rotation/index.ts';
import { list, moment, plural } from '../wording.ts';

/** Enough to see whose doing it was. */
const MOST = 5;

/**
 * Whoever else drains, weighs or enables servers meanwhile makes it another upgrade than the one that the certificate would
 * name, whether or not anybody was hurt. And load balancers that deal out differently for longer than it takes to tell
 * them one after the other are not one service any more: the start refuses such, and so it is here.
 */
export function rotationKept(context: Context): Assumption {
  const { plan, events, journal, members } = context;
  const title = 'Nobody but the run changed who gets users';
  const fix =
    'See that nobody else, no agent and no other tool, changes servers of these load balancers during the run.';
  const common = { name: 'rotation-kept', title, fix };
  if (plan.stages.some(({ steps }) => steps.some(({ act }) => act.kind === 'watch')))
    return { ...common, holds: true, detail: 'Somebody else upgrades here: whatever changed is a part of that.' };
  const servers = members.map(({ server }) => server);
  const strange = strangers(events, context.renewals(), servers);
  const long = apart(journal, servers).filter(({ from, to }) => (to ?? events.end) - from > LONGEST_SILENCE_MS * 1_000);
  const told = [
    ...strange.map((change) => wording(context, change)),
    ...long.map(
      ({ backend, from, to }) =>
        `${list(plan.balancers)} dealt users of ${backend} out differently from ${moment(from)} ${to === null ? 'to the end' : `to ${moment(to)}`}`,
    ),
  ];
  const holds = told.length === 0;
  return {
    ...common,
    holds,
    detail: holds
      ? `${plural(events.of('balancer-told').length, 'line')} to ${list(plan.balancers)}, and no change that none of them made.`
      : `${told.slice(0, MOST).join('; ')}${told.length > MOST ? `; and ${told.length - MOST} more` : ''}.`,
  };
}

function wording({ steps, stepAt }: Context, { balancer, before, after, t }: Strange): string {
  const step = steps[stepAt(t)];
  const what = [
    ...(before.admin === after.admin ? [] : [`from ${before.admin} to ${after.admin}`]),
    ...(before.weight === after.weight ? [] : [`from weight ${before.weight} to ${after.weight}`]),
  ];
  const when = `by ${moment(t)}${step ? ` (step ${step.id})` : ''}`;
  return `${after.backend}/${after.server} went ${what.join(' and ')} on ${balancer} ${when}, by no command of this run`;
}
