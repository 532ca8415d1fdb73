import { setTimeout as pause } from 'node:timers/promises';
import type { Profile } from '../../traffic/index.ts';
import type { CallResult } from '../calls/index.ts';

type CycleStep = Profile['cycles'][string]['steps'][number];

export type End =
  | { readonly outcome: 'ok' }
  | { readonly outcome: 'failed'; readonly at: string; readonly why: string };

export interface Calls {
  call(name: string, signal: AbortSignal): Promise<CallResult>;
}

const SOON_SECONDS = 0.1;

/** Takes the steps one after the other, up to the first that goes wrong. Nothing is called twice but what is waited for. */
export async function liveThrough(
  steps: readonly CycleStep[],
  caller: Calls,
  signal: AbortSignal,
  onAccepted: (call: string, request?: string) => void = () => undefined,
): Promise<End> {
  for (const step of steps) {
    if ('call' in step) {
      const result = await caller.call(step.call, signal);
      if (!result.ok) return { outcome: 'failed', at: step.call, why: result.why };
      onAccepted(step.call, result.request);
      continue;
    }
    const why = await waitFor(step, caller, signal);
    if (why !== undefined) return { outcome: 'failed', at: step.until, why };
  }
  return { outcome: 'ok' };
}

async function waitFor(
  { until, fails, withinSeconds, everySeconds = SOON_SECONDS }: Extract<CycleStep, { until: string }>,
  caller: Calls,
  signal: AbortSignal,
): Promise<string | undefined> {
  const deadline = performance.now() + withinSeconds * 1000;
  for (;;) {
    const result = await caller.call(until, signal);
    if (result.ok) return undefined;
    if (fails !== undefined && (await caller.call(fails, signal)).ok) return `${fails} came true`;
    if (signal.aborted) return `given up: ${result.why}`;
    if (performance.now() > deadline) return `not within ${withinSeconds} s: ${result.why}`;
    await pause(everySeconds * 1000);
  }
}
