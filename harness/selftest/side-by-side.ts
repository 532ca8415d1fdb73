/** What takes long begins first: at the end nobody waits for it alone. Of equal ones, in their order. */
export function longestFirst<Work>(works: readonly Work[], secondsOf: (work: Work) => number): Work[] {
  return works.toSorted((one, other) => secondsOf(other) - secondsOf(one));
}

/** Takes the work in its order, so many at a time, and begins no more once aborted. Results are in the order of the work. */
export async function sideBySide<Work, Result>(
  works: readonly Work[],
  { jobs, signal }: { readonly jobs: number; readonly signal: AbortSignal },
  take: (work: Work, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < works.length && !signal.aborted) {
      const index = next++;
      results[index] = await take(works[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, works.length) }, worker));
  return results;
}
