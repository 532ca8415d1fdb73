import { setTimeout as pause } from 'node:timers/promises';
import { Interrupted } from '../strategy/index.ts';

/** Asks until the answer is there. Undefined when the limit passed first. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined>,
  options: { limitSeconds: number; everyMs: number; signal: AbortSignal },
): Promise<Answer | undefined> {
  const deadline = performance.now() + options.limitSeconds * 1000;
  for (;;) {
    if (options.signal.aborted) throw new Interrupted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) return undefined;
    await wait(options.everyMs, options.signal);
  }
}

export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal });
  } catch {
    throw new Interrupted();
  }
}
