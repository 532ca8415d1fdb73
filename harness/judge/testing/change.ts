import type { EventOf, JournalEvent } from '../../journal/index.ts';
import { type Context, contextOf } from '../context.ts';
import type { Row } from './ledger.ts';
import { evidenceOf, type KeystoneRun, keystoneRun } from './run.ts';

/** A run that deserves its certificate; tests spoil one thing in it at a time. */
export const CLEAN: KeystoneRun = keystoneRun();

export function contextWith(change: Partial<KeystoneRun> = {}): Context {
  return contextOf(evidenceOf({ ...CLEAN, ...change }));
}

/** When a step of the clean run began and ended. */
export function timesOf(step: string): { readonly from: number; readonly to: number } {
  const at = (name: 'step-started' | 'step-ended'): number =>
    CLEAN.journal.find((event) => event.event === name && event.step === step)!.t;
  return { from: at('step-started'), to: at('step-ended') };
}

/** The number of the n-th request of a step that is as wished. */
export function rowIn(step: string, nth = 0, wanted: (row: Row) => boolean = () => true): number {
  const { from, to } = timesOf(step);
  const found = [...CLEAN.rows.entries()].filter(
    ([, row]) => row.intended > from && row.intended + (row.end ?? 0) < to && wanted(row),
  );
  return found[nth]![0];
}

export function changeRows(rows: readonly number[], change: Partial<Row>): readonly Row[] {
  return CLEAN.rows.map((row, number) => (rows.includes(number) ? { ...row, ...change } : row));
}

/** Replaces, or with null removes, events of one kind. */
export function changeEvents<Name extends JournalEvent['event']>(
  name: Name,
  change: (event: EventOf<Name>, index: number) => JournalEvent | null,
): readonly JournalEvent[] {
  let index = 0;
  return CLEAN.journal.flatMap((event) => {
    if (event.event !== name) return [event];
    const changed = change(event as EventOf<Name>, index++);
    return changed ? [changed] : [];
  });
}

export function addEvents(...events: readonly JournalEvent[]): readonly JournalEvent[] {
  return [...CLEAN.journal, ...events].sort((a, b) => a.t - b.t);
}
