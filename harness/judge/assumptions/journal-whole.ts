import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** A line that cannot be read may have said anything: that a server was drained, that a step failed. */
export function journalWhole({ journal, journalDamage }: Context): Assumption {
  const holds = journalDamage.length === 0;
  return {
    name: 'journal-whole',
    title: 'The journal is whole',
    holds,
    detail: holds
      ? `All ${plural(journal.length, 'line')} can be read.`
      : `${list(journalDamage.map(({ line, why }) => `journal.ndjson line ${line}: ${why}`))}.`,
    fix: 'If the harness was killed, put the lab back and run again. A journal that was changed afterwards cannot be mended.',
  };
}
