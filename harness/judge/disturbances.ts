import type { Context } from './context.ts';
import type { BrownOut, Stall } from './judgement.ts';
import { CONFIDENCE, OUTAGES_LISTED } from './limits.ts';
import { begun } from './measure/index.ts';
import { lowerBound, upperBound } from './statistics/index.ts';
import { ms, rounded } from './wording.ts';

export function brownOutsOf(context: Context): BrownOut[] {
  const { ledger, steps, stepOf, services } = context;
  const tail = (1 + CONFIDENCE) / 2;
  return listed(context.brownOuts(), ({ failed }) => failed).map(
    ({ service, firstFault, lastFault, requests, failed }) => ({
      service: services.names[service]!,
      step: steps[stepOf[firstFault]!]?.id ?? null,
      from: begun(ledger, firstFault),
      to: begun(ledger, lastFault),
      requests,
      failed,
      share: rounded(failed / requests),
      lower: rounded(lowerBound(failed, requests, tail)),
      upper: rounded(upperBound(failed, requests, tail)),
    }),
  );
}

export function stallsOf(context: Context): Stall[] {
  const { ledger, steps, stepAt, services } = context;
  return listed(context.stalls(), ({ late }) => late).map(({ service, worst, late, from, to }) => ({
    service: services.names[service]!,
    step: steps[stepAt(from)]?.id ?? null,
    from,
    to,
    late,
    worstMs: ms(ledger.end[worst]!),
    boundMs: ms(context.stallBound()),
  }));
}

/** The greatest ones, in their order. */
function listed<Item>(items: readonly Item[], sizeOf: (item: Item) => number): Item[] {
  const order = [...items.keys()].sort((a, b) => sizeOf(items[b]!) - sizeOf(items[a]!) || a - b);
  return order
    .slice(0, OUTAGES_LISTED)
    .sort((a, b) => a - b)
    .map((index) => items[index]!);
}
