/**
 * From one arrival to the next, counted in requests that the rate offers meanwhile: 1 in the mean. Turned into time by
 * the inverse of the integrated rate, independent arrivals stay exactly Poisson however the rate changes.
 */
export const GAPS: Readonly<Record<'poisson' | 'constant', (random: number) => number>> = {
  poisson: (random) => -Math.log(1 - random),
  constant: () => 1,
};
