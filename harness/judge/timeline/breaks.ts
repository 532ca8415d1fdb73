import type { JournalEvent } from '../../journal/index.ts';

/** A time between two recorders of one run, in which none was there. µs. */
export interface Break {
  /** The last that the recorder's harness told. */
  readonly from: number;
  /** When the next one took the run up. */
  readonly to: number;
  /** It did not come to its end: what was under way then went with it. */
  readonly died: boolean;
}

/** What was put back in between, without anybody watching, is part of the break. */
export function breaksOf(journal: readonly JournalEvent[]): Break[] {
  const found: Break[] = [];
  let last = 0;
  let watching = true;
  let died = true;
  for (const event of journal) {
    if (event.event === 'continued') {
      if (event.by === 'resume') found.push({ from: last, to: event.t, died });
      watching = event.by === 'resume';
      if (watching) died = true;
    }
    if (!watching) continue;
    if (event.event === 'run-ended') died = false;
    last = event.t;
  }
  return found;
}
