import type { StepInScene } from './steps.ts';

/**
 * ms that the steps still to be done took the last time; null where they were never taken. A step that lasts longer than
 * then is expected to end at any moment.
 */
export function timeLeft(
  steps: readonly StepInScene[],
  usualMs: ReadonlyMap<string, number>,
  t: number,
): number | null {
  const left = steps.filter(({ state }) => state === 'waiting' || state === 'going');
  if (usualMs.size === 0 || left.some(({ id }) => !usualMs.has(id))) return null;
  return left.reduce((sum, { id, state, from }) => {
    const gone = state === 'going' && from !== null ? (t - from) / 1000 : 0;
    return sum + Math.max(0, usualMs.get(id)! - gone);
  }, 0);
}
