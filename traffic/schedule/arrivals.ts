import type { Random } from './random.ts';

/** Gives the µs from one arrival to the next. */
export type Gaps = (random: Random) => number;

/** Independent arrivals: no outage can hide between them, and they lock phase with nothing. */
export function poisson(ratePerSecond: number): Gaps {
  const mean = 1_000_000 / ratePerSecond;
  return (random) => -Math.log(1 - random()) * mean;
}
