import type { Judgement } from '../judgement.ts';

export type Latency = NonNullable<Judgement['proof']['latencyMs']>;

/** Nearest rank: the smallest value that at least this share of all values does not exceed. No value is invented. */
export function percentile(sorted: Uint32Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** `sorted` in µs; null where there is nothing to tell. */
export function latencyOf(sorted: Uint32Array): Latency | null {
  if (sorted.length === 0) return null;
  const ms = (share: number) => percentile(sorted, share) / 1_000;
  return { p50: ms(0.5), p99: ms(0.99), p999: ms(0.999), max: ms(1) };
}
