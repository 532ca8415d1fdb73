import type { Context } from '../context.ts';
import { upgradesOf } from '../instances.ts';
import type { Assumption } from '../judgement.ts';
import { LONGEST_SILENCE_MS } from '../limits.ts';
import { longestSilence } from '../measure/index.ts';
import type { StepRun } from '../timeline/index.ts';
import { list, moment, ms, plural } from '../wording.ts';

/**
 * Every load balancer was looked at all the time, and was the same one throughout, but for what the plan did to it: a reload loses
 * drains and counters.
 */
export function balancersWatched(context: Context): Assumption {
  const { plan, events } = context;
  const faults = plan.balancers.flatMap((balancer) => faultsOf(context, balancer));
  return {
    name: 'balancers-watched',
    title: 'Every load balancer was watched',
    holds: faults.length === 0,
    detail:
      faults.length === 0
        ? `${list(plan.balancers)}: ${plural(events.of('counters').length, 'sample')}, never more than ${LONGEST_SILENCE_MS} ms apart, no restart${Object.keys(plan.instances).length > 0 ? ' but the planned ones' : ''}.`
        : `${list(faults)}.`,
    fix: 'See that the admin socket answers all the time and that nobody reloads the load balancer during the run.',
  };
}

function faultsOf(context: Context, balancer: string): string[] {
  const { events, ledger, stepAt } = context;
  const ours = upgradesOf(context, balancer);
  const its = <Event extends { balancer: string }>(list: readonly Event[]) =>
    list.filter((event) => event.balancer === balancer);
  const meant = ({ t }: { readonly t: number }) => ours.includes(context.steps[stepAt(t)]!);
  const silent = its(events.of('balancer-silent')).filter((event) => !meant(event));
  const looks = [...its(events.of('counters')).map(({ t }) => t), ...ours.flatMap(momentsIn)];
  const silence = longestSilence(
    looks.sort((a, b) => a - b),
    ledger,
  );
  const instances = its(events.of('balancer-instance'));
  const renewed = instances.find(
    (instance, index) =>
      index > 0 &&
      (instance.pid !== instances[index - 1]!.pid || instance.uptimeSeconds < instances[index - 1]!.uptimeSeconds) &&
      !meant(instance),
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

const BEAT = 250_000;

function momentsIn({ from, to }: StepRun): number[] {
  const count = Math.ceil(((to ?? from!) - from!) / BEAT);
  return [...Array.from({ length: count }, (_, index) => from! + index * BEAT), to ?? from!];
}
