import type { Act } from '../journal/index.ts';
import type { Order } from './plan.ts';
import type { RollStep } from './scenario.ts';
import { type Site, serverOn, take } from './take.ts';

/** In which order nodes are taken out, upgraded and put back. What is done to each node is the scenario's business. */

export interface Draft {
  readonly title: string;
  readonly acts: Act[];
}

export function rollInOrder(order: Order, steps: readonly RollStep[], batch: number, site: Site): Draft[] {
  // Nobody calls these directly: there are no sides to change, only how many are away at once.
  if (drained(steps) === undefined) return inBatches(steps, batch, site);
  switch (order) {
    case 'rolling':
      return rolling(steps, site);
    case 'crossover':
      return crossover(steps, site, site.nodes.length - 1);
    case 'half':
      return crossover(steps, site, Math.floor(site.nodes.length / 2));
    case 'all-at-once':
      return [together('all nodes', steps, site)];
  }
}

/** Each step on every node before the next step: the service is away meanwhile, and for how long is the result. */
export function together(title: string, steps: readonly RollStep[], site: Site): Draft {
  return { title, acts: steps.flatMap((step) => site.nodes.flatMap((node) => take(step, node, site))) };
}

/** As documented: each node leaves, is upgraded and comes back before the next one leaves. Both releases serve meanwhile. */
function rolling(steps: readonly RollStep[], site: Site): Draft[] {
  const mixes = steps.some((step) => 'install' in step);
  return site.nodes.map((node, index) => ({
    title: node,
    acts: [
      ...steps.flatMap((step) => take(step, node, site)),
      ...site.observe(mixes && index < site.nodes.length - 1 ? 'mixed' : 'settle'),
    ],
  }));
}

/**
 * The first `early` nodes are upgraded and wait, drained, while the others serve. One line then swaps the sides, so that
 * the newest release that anybody has seen never goes down. The rest is upgraded after that.
 */
function crossover(steps: readonly RollStep[], site: Site, early: number): Draft[] {
  const service = drained(steps)!;
  const side = (nodes: readonly string[]) => nodes.map((node) => ({ node, server: serverOn(site, service, node) }));
  const [enter, leave] = [site.nodes.slice(0, early), site.nodes.slice(early)];
  return [
    ...enter.map((node) => ({
      title: `${node} (waits drained)`,
      acts: steps.flatMap((step) => take('rejoin' in step ? { ready: [step.rejoin] } : step, node, site)),
    })),
    { title: 'crossover', acts: [site.crossover(service, side(enter), side(leave)), ...site.observe('settle')] },
    // These were drained by the crossover itself.
    ...leave.map((node) => ({
      title: node,
      acts: steps.filter((step) => !('drain' in step)).flatMap((step) => take(step, node, site)),
    })),
  ];
}

function inBatches(steps: readonly RollStep[], batch: number, site: Site): Draft[] {
  const drafts: Draft[] = [];
  for (let first = 0; first < site.nodes.length; first += batch) {
    const nodes = site.nodes.slice(first, first + batch);
    drafts.push({
      title: nodes.join(', '),
      acts: steps.flatMap((step) => nodes.flatMap((node) => take(step, node, site))),
    });
  }
  return drafts;
}

function drained(steps: readonly RollStep[]): string | undefined {
  return steps.flatMap((step) => ('drain' in step ? [step.drain] : []))[0];
}
