import { harmOf, type Move } from '../address/index.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { moment, span } from '../wording.ts';
import { finding, naming } from './finding.ts';

/** The address that load balancers share went to another one, whoever meant it. What users noticed of it refuses by itself. */
export function addressMoved(context: Context): Finding[] {
  return context.moves().map((move) => {
    const { from, to, left, taken, step } = move;
    const at = context.steps[context.stepAt(taken)];
    return finding({
      class: 'address-moved',
      severity: 'inform',
      title: `The shared address moved from ${from} to ${to}${step ? '' : ', and nobody had planned it'}`,
      detail: [`In ${naming(step ?? at)}: ${storyOf(move)}`, ...noticed(context, move)].join(' '),
      step: (step ?? at)?.id ?? null,
      node: from,
      from: left ?? taken,
      to: taken,
    });
  });
}

function storyOf({ from, to, left, taken, within }: Move): string {
  if (left === null)
    return `${to} took it at ${moment(taken)} (± ${span(within)}), and ${from} was not seen to give it up by then.`;
  if (taken === left) return `${from} gave it up at ${moment(left)} (± ${span(within)}), and ${to} had it already.`;
  const gap = taken - left;
  const [least, most] = [Math.max(0, gap - 2 * within), gap + 2 * within];
  return `${from} gave it up at ${moment(left)}, ${to} took it at ${moment(taken)}: nobody had it for ${span(least)} to ${span(most)}.`;
}

/** How long services were away meanwhile, as users saw it: the longest of the times, for each of them. */
function noticed(context: Context, move: Move): string[] {
  const { from, to } = harmOf(move);
  const meanwhile = context
    .outages()
    .services.filter((outage) => outage.from <= to && (outage.to ?? Number.POSITIVE_INFINITY) >= from);
  return [...Map.groupBy(meanwhile, ({ service }) => service)].map(([service, its]) => {
    if (its.some((outage) => outage.to === null)) return `Nothing of ${service} succeeded after that.`;
    const { lowerMs, upperMs } = its.reduce((worst, one) => (one.lowerMs > worst.lowerMs ? one : worst));
    return `Nothing of ${service} succeeded for ${lowerMs} to ${upperMs} ms${its.length > 1 ? `, the longest of ${its.length} such times` : ''}.`;
  });
}
