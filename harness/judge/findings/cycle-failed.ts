import type { EventOf } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { moment, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

const NAMED = 5;

/**
 * Somebody wanted something done, was told yes, and it was not done, or was done wrong. One finding for each step and
 * kind of failure; what was over before anything was touched is not the upgrade's doing.
 */
export function cycleFailed(context: Context): Finding[] {
  const { steps, stepAt } = context;
  const failed = context.events.of('cycle').filter(({ outcome, t }) => outcome === 'failed' && t >= context.touchedAt);
  return [...Map.groupBy(failed, ({ t, cycle, at }) => `${stepAt(t)} ${cycle} ${at}`).values()].map((cycles) => {
    const first = cycles[0]!;
    const step = steps[stepAt(first.t)];
    return finding({
      class: 'cycle-failed',
      title: `${plural(cycles.length, first.cycle)} came to nothing at "${first.at}"`,
      detail: `In ${naming(step)}: ${cycles.slice(0, NAMED).map(tell).join('; ')}. Every answer may have been a success: what was accepted was not done.`,
      ...placeOf(context, step),
      from: Math.min(...cycles.map(({ started }) => started)),
      to: Math.max(...cycles.map(({ t }) => t)),
      count: cycles.length,
    });
  });
}

function tell({ mark, started, why }: EventOf<'cycle'>): string {
  return `${mark}, begun at ${moment(started)}: ${why}`;
}
