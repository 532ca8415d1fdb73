import type { EventOf, JournalEvent } from '../../journal/index.ts';

/** The journal, sorted out by kind of event once, so that no rule walks through all of it. */
export interface Events {
  of<Name extends JournalEvent['event']>(name: Name): readonly EventOf<Name>[];
  /** The moment of the last event. */
  readonly end: number;
}

export function indexEvents(journal: readonly JournalEvent[]): Events {
  const byName = Map.groupBy(journal, ({ event }) => event);
  return {
    of: <Name extends JournalEvent['event']>(name: Name) => (byName.get(name) ?? []) as EventOf<Name>[],
    end: journal.at(-1)?.t ?? 0,
  };
}
