import { type Ledger, NEVER } from '../../../traffic/ledger/index.ts';
import { ended, isWhole, NOT_SENT } from '../measure/index.ts';

/** The recorder's own account. */
export interface ClientCounted {
  readonly sent: number;
  readonly answered: number;
  /** Whole answers by the first digit of their status. */
  readonly answers: Uint32Array;
  /** When the last request was over. */
  readonly over: number;
}

export function clientCounted(ledger: Ledger): ClientCounted {
  const answers = new Uint32Array(10);
  let sent = 0;
  let answered = 0;
  let over = 0;
  for (let row = 0; row < ledger.count; row++) {
    if (ledger.outcome[row] === NOT_SENT || ledger.sent[row] === NEVER) continue;
    sent++;
    const end = ended(ledger, row);
    if (end > over && end !== Number.POSITIVE_INFINITY) over = end;
    if (!isWhole(ledger, row)) continue;
    answered++;
    answers[Math.min(9, Math.floor(ledger.status[row]! / 100))]!++;
  }
  return { sent, answered, answers, over };
}
