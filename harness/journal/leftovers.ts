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

/**
 * A harness was killed, and what it was just making nobody has looked for since: a request may have been served whose
 * answer nobody heard. To be asked before a later harness writes into this journal.
 */
export function mayHaveMadeMore(journal: readonly JournalEvent[]): boolean {
  let alive = false;
  let unheard = false;
  for (const event of journal) {
    if (event.event === 'run-started' || event.event === 'continued') {
      unheard ||= alive;
      alive = event.event === 'run-started' || event.by === 'resume';
    } else if (event.event === 'run-ended') alive = false;
    else if (event.event === 'searched') unheard = false;
  }
  return alive || unheard;
}
