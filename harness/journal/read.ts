import { readFileSync } from 'node:fs';
import { UsageError } from '../error.ts';
import { JournalEvent } from './events.ts';

/** A killed harness may leave half a last line: that one is dropped, any other bad line is an error with its number. */
export function readJournal(file: string): JournalEvent[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const events: JournalEvent[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const event = parse(line);
    if (event.success) events.push(event.data);
    else if (index < lines.length - 1)
      throw new UsageError('journal-damaged', `${file}:${index + 1}: expected a journal event: ${event.why}`);
  }
  return events;
}

function parse(line: string): { success: true; data: JournalEvent } | { success: false; why: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { success: false, why: (error as Error).message };
  }
  const result = JournalEvent.safeParse(value);
  if (result.success) return { success: true, data: result.data };
  const issue = result.error.issues[0];
  return { success: false, why: `${issue?.path.join('.')}: ${issue?.message}` };
}
