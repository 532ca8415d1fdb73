/**
 * The shortest outage for everybody that would have been seen with the given certainty, µs. Two answers, and the worse
 * counts. Poisson arrivals at rate r miss an outage d with probability e^(−rd). And of the gaps really left in a time T,
 * an outage that begins at any moment slips through with probability Σ max(0, gap − d) / T.
 */
export function shortestSeen(gaps: Uint32Array, confidence: number): number {
  let span = 0;
  for (const gap of gaps) span += gap;
  if (span === 0) return Number.POSITIVE_INFINITY;
  const missed = 1 - confidence;
  const poisson = (-Math.log(missed) * span) / gaps.length;
  return Math.max(poisson, slipThrough(gaps, missed * span));
}

/** The least d with Σ max(0, gap − d) ≤ limit, to the µs. */
function slipThrough(gaps: Uint32Array, limit: number): number {
  let low = 0;
  let high = 0;
  for (const gap of gaps) if (gap > high) high = gap;
  let longer = gaps;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    let left = 0;
    let count = 0;
    for (const gap of longer)
      if (gap > middle) {
        left += gap - middle;
        count++;
      }
    if (left <= limit) high = middle;
    else {
      low = middle + 1;
      // Whatever is shorter adds nothing any more, and that is most of them.
      if (count < longer.length / 2) longer = longer.filter((gap) => gap > middle);
    }
  }
  return low;
}
