import { NEVER } from '../../../traffic/ledger/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { P99_LATENESS_MS, WORST_LATENESS_MS } from '../limits.ts';
import { selectRank } from '../measure/index.ts';

/** Requests left when they were meant to leave: otherwise a pause of the sender hides a pause of the service. */
export function scheduleKept({ ledger }: Context): Assumption {
  // What was never sent has the greatest value there is, so ranks count the others first.
  let sent = 0;
  let latest = 0;
  for (const late of ledger.sent) {
    if (late === NEVER) continue;
    sent++;
    if (late > latest) latest = late;
  }
  const worst = latest / 1_000;
  const p99 = sent > 0 ? selectRank(ledger.sent, Math.max(1, Math.ceil(0.99 * sent))) / 1_000 : 0;
  return {
    name: 'schedule-kept',
    title: 'Requests were sent when they were meant to be',
    holds: worst <= WORST_LATENESS_MS && p99 <= P99_LATENESS_MS,
    detail: `Sent at worst ${worst} ms late (limit ${WORST_LATENESS_MS}), 99 % within ${p99} ms (limit ${P99_LATENESS_MS}).`,
    fix: 'Give the machine that sends the traffic more processor, or offer less.',
  };
}
