/** Whole and broken µs since a moment of `process.hrtime.bigint()`, which all threads share. */
export type Clock = () => number;

/**
 * `performance.now()` is cheaper to read but counts from another zero in each thread. The offset is the least of several
 * looks, for whatever comes between the two readings can only make it larger.
 */
export function clockSince(base: bigint): Clock {
  let offset = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 50; look += 1) {
    const local = performance.now() * 1000;
    offset = Math.min(offset, Number(process.hrtime.bigint() - base) / 1000 - local);
  }
  return () => performance.now() * 1000 + offset;
}
