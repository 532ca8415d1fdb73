import { type JournalEvent, NUMBERS_OF_A_LIFE } from '../../journal/index.ts';
import { linesOf } from './access.ts';
import { CLEAN, timesOf } from './change.ts';
import type { Row } from './ledger.ts';
import type { KeystoneRun } from './run.ts';

export interface Death {
  /** The step in which the harness was killed. */
  readonly step: string;
  /** µs until somebody took the run up again. */
  readonly gap: number;
  /** `restore` was called in between. */
  readonly restored?: boolean;
}

/** What the recorder had not written yet, and the log's keeper had not read yet, when both died. µs. */
const UNWRITTEN = 50_000;
const UNREAD = 120_000;

/** The clean run as it would have been recorded, had its harness been killed in the middle of a step and resumed. */
export function takenUp({ step, gap, restored = false }: Death): KeystoneRun {
  const { from, to } = timesOf(step);
  const death = (from + to) / 2;
  const endOf = ({ intended, end }: Row): number => intended + (end ?? 0);
  const numberOf = (index: number): number => (CLEAN.rows[index]!.intended > death ? NUMBERS_OF_A_LIFE + index : index);
  const all = CLEAN.rows.map((row, index) => ({ ...row, sequence: numberOf(index) }));
  const before = all.filter((row) => endOf(row) < death);
  const after = all
    .filter(({ intended }) => intended > death)
    .map((row) => ({
      ...row,
      intended: row.intended + gap,
      // Nobody's connection, and nobody's session, outlives its recorder.
      connection: (row.connection ?? 0) + 1_000_000,
      session: (row.session ?? 0) + 1_000,
    }));
  const written = before.filter((row) => endOf(row) < death - UNWRITTEN);
  const read = before.filter((row) => endOf(row) < death - UNREAD);
  const lines = [...linesOf(read), ...linesOf(after)];
  const journal: JournalEvent[] = [
    ...CLEAN.journal.filter(({ t }) => t < death),
    ...(restored ? [continued(death + gap / 2, 'restore', 1)] : []),
    continued(death + gap - 1, 'resume', 2),
    ...CLEAN.journal.filter(({ t }) => t >= death).map((event) => later(event, gap, numberOf)),
  ];
  const rows = [...written, ...after];
  const health = { sealed: false, intended: rows.length };
  return { ...CLEAN, journal, rows, lines, ledger: { ...CLEAN.ledger, health } };
}

function later(event: JournalEvent, gap: number, numberOf: (index: number) => number): JournalEvent {
  const moved = { ...event, t: event.t + gap };
  if (moved.event === 'probe' || moved.event === 'direct') return { ...moved, sent: moved.sent + gap };
  if (moved.event === 'audit') {
    const marks = Object.entries(moved.marks).map(([mark, times]) => [numberOf(Number(mark)), times]);
    return { ...moved, marks: Object.fromEntries(marks) };
  }
  return moved.event === 'cycle' ? { ...moved, started: moved.started + gap } : moved;
}

function continued(t: number, by: 'resume' | 'restore', life: number): JournalEvent {
  const wall = '2026-01-31T12:00:00.000Z';
  return { t, event: 'continued', by, wall, gapSeconds: 1, life, harness: '0' };
}
