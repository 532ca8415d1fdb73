/**
 * The shortest outage for everybody that would have been seen with the given certainty, µs. Two answers, and the worse
 * counts. Poisson arrivals at rate r miss an outage d with probability e^(−rd). And of the gaps really left in a time T,
 * an outage that begins at any moment slips through with probability Σ max(0, gap − d) / T.
 */
export function shortestSeen(gaps: Float64Array, confidence: number): number {
  const span = gaps.reduce((sum, gap) => sum + gap, 0);
  if (span === 0) return Number.POSITIVE_INFINITY;
  const missed = 1 - confidence;
  const poisson = (-Math.log(missed) * span) / gaps.length;
  return Math.max(poisson, slipThrough(gaps, missed * span));
}

/** The least d with Σ max(0, gap − d) ≤ limit, to the µs. */
function slipThrough(gaps: Float64Array, limit: number): number {
  let low = 0;
  let high = Math.ceil(gaps.reduce((most, gap) => Math.max(most, gap), 0));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    let left = 0;
    for (const gap of gaps) if (gap > middle) left += gap - middle;
    if (left <= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
