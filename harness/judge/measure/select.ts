/**
 * The value of this rank (from 1) among all values, as if they were sorted, without a copy of them: the upper
 * half of its bits first, then the lower.
 */
export function selectRank(values: Uint32Array, rank: number): number {
  const upper = new Uint32Array(HALF);
  for (const value of values) upper[value >>> 16]!++;
  const [high, before] = binOf(upper, rank);
  const lower = new Uint32Array(HALF);
  for (const value of values) if (value >>> 16 === high) lower[value & 0xffff]!++;
  return high * HALF + binOf(lower, rank - before)[0];
}

const HALF = 65_536;

/** In which bin the rank lies, and how many lie in the bins before it. */
function binOf(bins: Uint32Array, rank: number): [bin: number, before: number] {
  let before = 0;
  for (let bin = 0; bin < HALF; bin++) {
    if (before + bins[bin]! >= rank) return [bin, before];
    before += bins[bin]!;
  }
  return [HALF - 1, before];
}
