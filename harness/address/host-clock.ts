import type { Clock } from '../journal/index.ts';

const TRIES = 3;

/** A host's clock put on the run's. It can be told apart from it no better than a question takes. µs. */
export interface HostClock {
  /** The run's time at the host's 1970, and how far it may be off. */
  readonly zero: number;
  readonly within: number;
}

/** Asks some times, and believes the quickest answer. */
export async function readHostClock(ask: () => Promise<string>, clock: Clock): Promise<HostClock> {
  let best: HostClock | undefined;
  for (let time = 0; time < TRIES; time++) {
    const before = clock.now();
    const there = Number(await ask());
    const after = clock.now();
    if (!Number.isSafeInteger(there) || there <= 0)
      throw new Error('the host does not tell the time with "date +%s%6N"');
    const within = (after - before) / 2;
    if (!best || within < best.within) best = { zero: before + within - there, within };
  }
  return best!;
}
