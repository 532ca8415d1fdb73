import { NEVER } from '../../../traffic/ledger/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { P99_LATENESS_MS, WORST_LATENESS_MS } from '../limits.ts';
import { percentile } from '../measure/index.ts';

/** Requests left when they were meant to leave: otherwise a pause of the sender hides a pause of the service. */
export function scheduleKept({ ledger }: Context): Assumption {
  const lateness = ledger.sent.slice().sort();
  const unsent = lateness.indexOf(NEVER);
  const sent = unsent === -1 ? lateness : lateness.subarray(0, unsent);
  const worst = sent.length > 0 ? percentile(sent, 1) / 1_000 : 0;
  const p99 = sent.length > 0 ? percentile(sent, 0.99) / 1_000 : 0;
  return {
    name: 'schedule-kept',
    title: 'Requests were sent when they were meant to be',
    holds: worst <= WORST_LATENESS_MS && p99 <= P99_LATENESS_MS,
    detail: `Sent at worst ${worst} ms late (limit ${WORST_LATENESS_MS}), 99 % within ${p99} ms (limit ${P99_LATENESS_MS}).`,
    fix: 'Give the machine that sends the traffic more processor, or offer less.',
  };
}
