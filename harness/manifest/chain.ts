import { createHash } from 'node:crypto';

/**
 * A hash for each line of the journal, over the hash of the line before and the line itself: a line that is changed,
 * left out or put in changes all that follow, so the first one that differs is where it was done.
 */
export function chainOf(journal: Uint8Array): string[] {
  const links: string[] = [];
  let previous = '';
  let from = 0;
  while (from < journal.length) {
    const end = journal.indexOf(NEWLINE, from);
    const to = end < 0 ? journal.length : end + 1;
    previous = createHash('sha256').update(previous).update(journal.subarray(from, to)).digest('hex');
    links.push(previous);
    from = to;
  }
  return links;
}

const NEWLINE = 10;

/** Number of the first line, from 1, that is not as it was; undefined: all are. */
export function firstDifference(was: readonly string[], is: readonly string[]): number | undefined {
  for (let line = 0; line < Math.max(was.length, is.length); line++) if (was[line] !== is[line]) return line + 1;
  return undefined;
}
