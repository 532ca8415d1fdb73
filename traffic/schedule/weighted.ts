/** Turns a number in [0, 1) into an index, each as probable as its weight says. */
export function weighted(weights: readonly number[]): (at: number) => number {
  const bounds: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    bounds.push(total);
  }
  const last = weights.findLastIndex((weight) => weight > 0);
  return (at) => {
    const index = bounds.findIndex((bound) => at * total < bound);
    return index === -1 ? last : index;
  };
}
