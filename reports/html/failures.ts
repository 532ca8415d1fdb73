import type { Evidence } from '../../harness/judge/index.ts';
import { troubles } from '../account/index.ts';
import { count, counted, type Markup } from '../words/index.ts';
import { aside, folded, nothing, section } from './pieces.ts';
import { requestTable } from './requests.ts';

// All of them are marks on the timeline and rows in the ledger; a table of more than this nobody reads.
const LISTED = 1000;

export const failuresSection = ({ ledger }: Evidence): Markup => {
  const title = 'Requests that were not fine';
  const all = troubles(ledger);
  if (all.length === 0)
    return section(
      'failures',
      title,
      nothing(`None: each of the ${count(ledger.count)} requests got the answer it should get.`),
    );
  const listed = all.slice(0, LISTED);
  const sum =
    listed.length < all.length
      ? `The first ${count(LISTED)} of ${count(all.length)}, in the order in which they were meant to be sent. The ledger in the run folder holds them all.`
      : `All ${count(all.length)}, in the order in which they were meant to be sent.`;
  return section(
    'failures',
    title,
    aside(sum),
    folded(
      `Show ${counted(listed.length, 'request')}`,
      requestTable('Requests that failed, are unknown or were not sent', listed),
    ),
  );
};
