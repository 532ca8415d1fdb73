export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The least value that this share of all (0 < share ≤ 1) does not exceed. `sorted` is in rising order. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** How far values reach from their median, as a share of it. */
export function swing(values: readonly number[]): number {
  const middle = median(values);
  return Math.max(...values.map((value) => Math.abs(value - middle))) / middle;
}

/** A value is right when it is within a share of the truth, or within an amount where the share is too small to be seen. */
export function isNear(value: number, truth: number, { share, amount }: { share: number; amount: number }): boolean {
  return Math.abs(value - truth) <= Math.max(truth * share, amount);
}
