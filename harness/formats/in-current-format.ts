import { UsageError } from '../error.ts';
import { bringUp } from './bring-up.ts';
import type { Format } from './format.ts';

/** For readers that cannot go on without the file. `where` is told before what is wrong: a folder, or a file and a line. */
export function inCurrentFormat(format: Format, stored: unknown, where: string): Record<string, unknown> {
  const read = bringUp(format, stored);
  if (read.ok) return read.value;
  throw new UsageError('format-unread', `${where}: ${read.why}`, read.fix);
}
