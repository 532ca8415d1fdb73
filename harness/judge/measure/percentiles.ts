import type { Judgement } from '../judgement.ts';
import { countUpTo } from '../statistics/index.ts';

export type Latency = NonNullable<Judgement['proof']['latencyMs']>;

/** Nearest rank: the smallest value that at least this share of all values does not exceed. No value is invented. */
export function percentile(sorted: Uint32Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** Of sorted parts in µs, over all of them together; null where there is nothing to tell. */
export function latencyOf(parts: readonly Uint32Array[]): Latency | null {
  const filled = parts.filter(({ length }) => length > 0);
  if (filled.length === 0) return null;
  const ms = (share: number) => percentileOver(filled, share) / 1_000;
  return { p50: ms(0.5), p99: ms(0.99), p999: ms(0.999), max: ms(1) };
}

/** The same as if all parts were sorted into one: the least value up to which enough of them lie. */
export function percentileOver(parts: readonly Uint32Array[], share: number): number {
  const count = parts.reduce((sum, { length }) => sum + length, 0);
  const rank = Math.max(1, Math.ceil(share * count));
  let low = 0;
  let high = 0xffff_ffff;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (parts.reduce((sum, part) => sum + countUpTo(part, middle), 0) >= rank) high = middle;
    else low = middle + 1;
  }
  return low;
}
