import type { EventOf, JournalEvent } from './events.ts';

/** What cycles and companions made and nobody has taken away: each as it was last known. */
export function leftMade(journal: readonly JournalEvent[]): EventOf<'made'>[] {
  const left = new Map<string, EventOf<'made'>>();
  for (const event of journal) {
    if (event.event === 'made') left.set(event.mark, event);
    else if (event.event === 'unmade') left.delete(event.mark);
    else if (event.event === 'cycle' && event.outcome === 'ok') left.delete(event.mark);
  }
  return [...left.values()];
}
