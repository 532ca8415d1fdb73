import { holderAt } from '../address/index.ts';
import type { Context } from '../context.ts';
import { upgradesOf } from '../instances.ts';
import { begun, OK } from '../measure/index.ts';

/** Of operations through load balancers that are upgraded themselves: how many cells there are, and those that were never seen. */
export interface Through {
  readonly needed: number;
  readonly missing: readonly string[];
}

/**
 * Every operation was answered through a load balancer of the old release and through one of the new. Which one it was is told
 * by who had the shared address when the request was sent, or by there being one only.
 */
export function throughInstances(context: Context, operations: readonly number[]): Through {
  const { plan, events, ledger } = context;
  const spans = new Map(
    Object.values(plan.instances)
      .flatMap((nodes) => Object.values(nodes))
      .map((balancer) => {
        const its = upgradesOf(context, balancer);
        return [balancer, { from: its[0]?.from ?? events.end, to: its.at(-1)?.to ?? Number.POSITIVE_INFINITY }];
      }),
  );
  if (spans.size === 0) return { needed: 0, missing: [] };
  const only = plan.balancers.length === 1 ? plan.balancers[0] : undefined;
  const holder = holderAt(events);
  const seen = { old: new Set<number>(), new: new Set<number>() };
  for (let row = 0; row < ledger.count; row++) {
    if (ledger.outcome[row] !== OK) continue;
    const sent = begun(ledger, row);
    const span = spans.get(only ?? holder(sent) ?? '');
    if (!span) continue;
    if (sent < span.from) seen.old.add(ledger.operation[row]!);
    else if (sent >= span.to) seen.new.add(ledger.operation[row]!);
  }
  const missing = (['old', 'new'] as const).flatMap((release) =>
    operations
      .filter((operation) => !seen[release].has(operation))
      .map((operation) => `${ledger.names.operations[operation]} through a load balancer of the ${release} release`),
  );
  return { needed: 2 * operations.length, missing };
}
