import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { LONGEST_SILENCE_MS } from '../limits.ts';
import { longestSilence } from '../measure/index.ts';
import { list, moment, ms, plural } from '../wording.ts';

/** Every load balancer was looked at all the time, and was the same one throughout: a reload loses drains and counters. */
export function balancersWatched(context: Context): Assumption {
  const { plan, events } = context;
  const faults = plan.balancers.flatMap((balancer) => faultsOf(context, balancer));
  return {
    name: 'balancers-watched',
    title: 'Every load balancer was watched',
    holds: faults.length === 0,
    detail:
      faults.length === 0
        ? `${list(plan.balancers)}: ${plural(events.of('counters').length, 'sample')}, never more than ${LONGEST_SILENCE_MS} ms apart, no restart.`
        : `${list(faults)}.`,
    fix: 'See that the admin socket answers all the time and that nobody reloads the load balancer during the run.',
  };
}

function faultsOf({ events, ledger }: Context, balancer: string): string[] {
  const its = <Event extends { balancer: string }>(list: readonly Event[]) =>
    list.filter((event) => event.balancer === balancer);
  const silent = its(events.of('balancer-silent'));
  const counters = its(events.of('counters'));
  const silence = longestSilence(
    counters.map(({ t }) => t),
    ledger,
  );
  const instances = its(events.of('balancer-instance'));
  const renewed = instances.find(
    ({ pid, uptimeSeconds }, index) =>
      index > 0 && (pid !== instances[index - 1]!.pid || uptimeSeconds < instances[index - 1]!.uptimeSeconds),
  );
  return [
    ...(silent.length > 0
      ? [
          `${balancer} did not answer ${plural(silent.length, 'time')}, first at ${moment(silent[0]!.t)}: ${silent[0]!.message}`,
        ]
      : []),
    ...(ms(silence.length) > LONGEST_SILENCE_MS
      ? [
          `no counters of ${balancer} for ${ms(silence.length)} ms from ${moment(silence.from)} on (limit ${LONGEST_SILENCE_MS})`,
        ]
      : []),
    ...(its(events.of('servers')).length === 0 ? [`the server states of ${balancer} were never seen`] : []),
    ...(instances.length === 0 ? [`nobody knows which process ${balancer} was`] : []),
    ...(renewed ? [`${balancer} was restarted or reloaded by ${moment(renewed.t)} (process ${renewed.pid})`] : []),
  ];
}
