import { z } from 'zod';

/** How many requests are offered when. */

const PerSecond = z.number().positive().max(100_000);

const Phase = z.strictObject({
  /** Requests per second. A pair: from the first to the second, evenly. */
  rate: z.union([PerSecond, z.tuple([PerSecond, PerSecond])]),
  /** Without: for ever. */
  seconds: z.number().positive().optional(),
});
type Phase = z.infer<typeof Phase>;

/** A rate that changes while the traffic lasts. */
export const RateShape = z.strictObject({
  /**
   * Poisson: at random moments, so that no outage can hide between regular beats. Constant: evenly spaced, for who
   * wants to compare with a tool that can't do otherwise.
   */
  arrivals: z.enum(['poisson', 'constant']).default('poisson'),
  phases: z.array(Phase).min(1).superRefine(endOpen),
});
export type RateShape = z.infer<typeof RateShape>;

export const Rate = z.union([PerSecond, RateShape], {
  error: 'expected requests per second (up to 100000), or { arrivals, phases: [{ rate, seconds }, …, { rate }] }',
});
export type Rate = z.infer<typeof Rate>;

/** What it comes to in the end: nobody knows beforehand how long an upgrade takes. */
export function lastingRate(rate: Rate): number {
  return typeof rate === 'number' ? rate : [rate.phases.at(-1)!.rate].flat().at(-1)!;
}

export function peakRate(rate: Rate): number {
  return typeof rate === 'number' ? rate : Math.max(...rate.phases.flatMap((phase) => phase.rate));
}

function endOpen(phases: readonly Phase[], context: z.RefinementCtx): void {
  for (const [index, { rate, seconds }] of phases.entries()) {
    const last = index === phases.length - 1;
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: [index], message });
    if (last && typeof rate !== 'number') wrong('expected one number as the last rate: it goes on for ever');
    else if (last && seconds !== undefined) wrong('expected no "seconds" in the last phase: it goes on for ever');
    else if (!last && seconds === undefined) wrong('expected "seconds": only the last phase goes on for ever');
  }
}
