import type { Ledger } from '../../../traffic/ledger/index.ts';
import { isFault, OK } from './rows.ts';

/**
 * A time in which one stream (operation × lane) got no good answer, told in moments of *sending*: that is when a user
 * came. A request that was sent early and cut late therefore counts for the moment at which it was sent; its end says
 * nothing about the others, which may all have been answered meanwhile. In order of sending a spell is a longest row of
 * requests without a success, at least one of them a fault. Between the first and the last fault nobody succeeded (the
 * lower bound); the service was there for whoever came just before and just after (the upper bound).
 */
export interface Spell {
  readonly operation: number;
  readonly lane: number;
  /** Rows of the ledger; -1 where there is none. */
  readonly successBefore: number;
  readonly firstFault: number;
  readonly lastFault: number;
  readonly successAfter: number;
  readonly failed: number;
}

export function eachSpell(ledger: Ledger, sending: Uint32Array, visit: (spell: Spell) => void): void {
  const lanes = ledger.names.lanes.length;
  const streams = ledger.names.operations.length * lanes;
  const success = new Int32Array(streams).fill(-1);
  const first = new Int32Array(streams).fill(-1);
  const last = new Int32Array(streams).fill(-1);
  const failed = new Uint32Array(streams);

  const close = (stream: number, successAfter: number): void => {
    if (first[stream] === -1) return;
    visit({
      operation: Math.floor(stream / lanes),
      lane: stream % lanes,
      successBefore: success[stream]!,
      firstFault: first[stream]!,
      lastFault: last[stream]!,
      successAfter,
      failed: failed[stream]!,
    });
    first[stream] = -1;
    failed[stream] = 0;
  };

  for (const row of sending) {
    const stream = ledger.operation[row]! * lanes + ledger.lane[row]!;
    if (ledger.outcome[row] === OK) {
      close(stream, row);
      success[stream] = row;
    } else if (isFault(ledger, row)) {
      if (first[stream] === -1) first[stream] = row;
      last[stream] = row;
      failed[stream]!++;
    }
  }
  for (let stream = 0; stream < streams; stream++) close(stream, -1);
}
