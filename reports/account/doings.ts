import type { JournalEvent } from '../../harness/journal/index.ts';

export type Doing = Extract<JournalEvent, { event: 'command' | 'task' | 'balancer-told' | 'note' }>;

const isDoing = (event: JournalEvent): event is Doing =>
  ['command', 'task', 'balancer-told', 'note'].includes(event.event);

/** What was done in each step, in order; under null what was done outside of any: before, between, and when undoing. */
export const doingsByStep = (journal: readonly JournalEvent[]): ReadonlyMap<string | null, readonly Doing[]> => {
  const found = new Map<string | null, Doing[]>();
  let step: string | null = null;
  for (const event of journal) {
    if (event.event === 'step-started') step = event.step;
    if (event.event === 'step-ended') step = null;
    if (!isDoing(event)) continue;
    const doings = found.get(step) ?? [];
    doings.push(event);
    found.set(step, doings);
  }
  return found;
};
