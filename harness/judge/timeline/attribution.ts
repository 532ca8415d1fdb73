import { countUpTo } from '../statistics/index.ts';
import type { Events } from './events.ts';
import type { StepRun } from './steps.ts';

/** No step ever began. */
export const NO_STEP = 0xffff;

/**
 * Which step a moment belongs to: the innermost one under way, else the one that had begun last. What comes before the
 * first step belongs to the first one. The answer is an index into the steps.
 */
export type Attribution = (moment: number) => number;

export function attribution(steps: readonly StepRun[], events: Events): Attribution {
  const indexOf = new Map(steps.map(({ id }, index) => [id, index]));
  const changes = [...events.of('step-started'), ...events.of('step-ended')].sort((a, b) => a.t - b.t);
  const edges: number[] = [];
  const owners: number[] = [];
  const open: number[] = [];
  let latest = NO_STEP;
  for (const { t, event, step } of changes) {
    const index = indexOf.get(step) ?? NO_STEP;
    if (event === 'step-started') {
      latest = index;
      open.push(index);
    } else if (open.includes(index)) open.splice(open.lastIndexOf(index), 1);
    edges.push(t);
    owners.push(open.at(-1) ?? latest);
  }
  const first = owners[0] ?? NO_STEP;
  return (moment) => owners[countUpTo(edges, moment) - 1] ?? first;
}
