import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { UsageError } from '../error.ts';
import { currentFormat, FORMATS, inCurrentFormat } from '../formats/index.ts';
import { JournalEvent } from './events.ts';

/** What could be read of a journal, and which lines could not. */
export interface JournalRecord {
  readonly events: JournalEvent[];
  readonly damage: readonly JournalDamage[];
}

export interface JournalDamage {
  /** From 1. */
  readonly line: number;
  readonly why: string;
  /** The last line breaks off, as a killed harness leaves it. */
  readonly cut: boolean;
}

const NEWLINE = 10;

/** Damage is listed, never thrown: whatever is whole is read. A format of another build is no damage. */
export function readJournalRecord(file: string): JournalRecord {
  const bytes = readFileSync(file);
  const events: JournalEvent[] = [];
  const damage: JournalDamage[] = [];
  for (let from = 0, line = 1; from < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, from);
    const cut = newline === -1;
    const read = parse(bytes.subarray(from, cut ? bytes.length : newline));
    if (cut) damage.push({ line, why: 'it breaks off', cut });
    else if (read.success) events.push(read.data);
    else {
      if (isOtherFormat(read.value)) inCurrentFormat(FORMATS.journal, read.value, `${file}:${line}`);
      damage.push({ line, why: read.why, cut });
    }
    from = cut ? bytes.length : newline + 1;
  }
  return { events, damage };
}

/** A killed harness may leave half a last line: that one is dropped, any other bad line is an error with its number. */
export function readJournal(file: string): JournalEvent[] {
  const { events, damage } = readJournalRecord(file);
  const bad = damage.find(({ cut }) => !cut);
  if (bad) throw new UsageError('journal-damaged', `${file}:${bad.line}: expected a journal event: ${bad.why}`);
  return events;
}

/** The first event says of the whole journal how it is to be read. */
function isOtherFormat(value: unknown): boolean {
  const { event, format } = (value ?? {}) as { event?: unknown; format?: unknown };
  return event === 'run-started' && Number.isInteger(format) && format !== currentFormat(FORMATS.journal);
}

type Parsed =
  | { readonly success: true; readonly data: JournalEvent }
  | { readonly success: false; readonly why: string; readonly value?: unknown };

function parse(line: Buffer): Parsed {
  if (!isUtf8(line)) return { success: false, why: 'not UTF-8' };
  let value: unknown;
  try {
    value = JSON.parse(line.toString());
  } catch (error) {
    return { success: false, why: (error as Error).message };
  }
  const result = JournalEvent.safeParse(value);
  if (result.success) return { success: true, data: result.data };
  const issue = result.error.issues[0];
  return { success: false, why: `${issue?.path.join('.')}: ${issue?.message}`, value };
}
