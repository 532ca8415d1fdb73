import { setTimeout as pause } from 'node:timers/promises';

export interface Beats {
  /** Begins no more, and waits for those that are under way. */
  stop(): Promise<void>;
}

/** Begins the same thing at each intended moment, whatever those before are waiting for. */
export function beat(everyMs: number, once: () => Promise<void>): Beats {
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();
  const begin = (): void => {
    const one = once().finally(() => underWay.delete(one));
    underWay.add(one);
  };
  const loop = async (): Promise<void> => {
    let next = performance.now();
    for (;;) {
      begin();
      // Missed beats are not made up for: what is asked late does not tell what was then, and the gap is judged.
      next += everyMs * Math.max(1, Math.ceil((performance.now() - next) / everyMs));
      const wait = next - performance.now();
      const goesOn = await pause(wait, true, { signal: ending.signal }).catch(() => false);
      if (!goesOn) return;
    }
  };
  const looping = loop();
  return {
    async stop() {
      ending.abort();
      await looping;
      await Promise.all(underWay);
    },
  };
}
