import type { JournalEvent } from '../../harness/journal/index.ts';

/** Something that was put back after the run had left its plan. */
export interface Undo {
  readonly label: string;
  readonly from: number;
  /** null: it was begun and its end is not known. */
  readonly to: number | null;
  readonly failed: boolean;
}

export const undosDone = (journal: readonly JournalEvent[]): readonly Undo[] => {
  const registered = journal.filter((event) => event.event === 'undo-registered');
  const ended = journal.filter((event) => event.event === 'undo-ended');
  return journal
    .filter((event) => event.event === 'undo-started')
    .map(({ t, undo }) => {
      const what = registered.findLast((event) => event.undo === undo);
      const end = ended.find((event) => event.undo === undo && event.t >= t);
      return {
        label: `undo: ${what ? `${what.act.kind} ${what.subject}` : String(undo)}`,
        from: t,
        to: end?.t ?? null,
        failed: end?.cause !== undefined,
      };
    });
};
