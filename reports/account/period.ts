import type { Evidence } from '../../harness/judge/index.ts';
import { NEVER } from '../../traffic/ledger/index.ts';

/** µs from the start of the run to the last thing that is known of it. Never zero, so that it can divide. */
export const runSpan = ({ journal, ledger }: Evidence): number => {
  let last = journal.at(-1)?.t ?? 0;
  for (let row = 0; row < ledger.count; row++) {
    const end = ledger.end[row] === NEVER ? 0 : ledger.end[row]!;
    last = Math.max(last, ledger.intended[row]! + end);
  }
  return Math.max(last, 1000);
};
