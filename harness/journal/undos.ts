import type { EventOf, JournalEvent } from './events.ts';

/** What a run changed and nobody has put back yet, newest first: the order in which to undo. */
export function pendingUndos(journal: readonly JournalEvent[]): EventOf<'undo-registered'>[] {
  let pending: EventOf<'undo-registered'>[] = [];
  for (const event of journal) {
    if (event.event === 'undo-registered') pending.push(event);
    else if (event.event === 'settled') pending = pending.filter(({ subject }) => subject !== event.subject);
    else if (event.event === 'undo-ended' && !event.cause) pending = pending.filter(({ undo }) => undo !== event.undo);
  }
  return pending.reverse();
}
