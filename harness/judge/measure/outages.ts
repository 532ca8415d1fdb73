import type { Ledger } from '../../../traffic/ledger/index.ts';
import { IS_FAULT, IS_OK } from './fates.ts';

/** Which requests belong together: those of one operation on one lane, or those of a whole service. */
export interface Streams {
  readonly count: number;
  /** Operation × number of lanes + lane → stream. */
  readonly of: Uint16Array;
}

export function byOperationAndLane({ names }: Ledger): Streams {
  const count = names.operations.length * names.lanes.length;
  return { count, of: Uint16Array.from({ length: count }, (_, place) => place) };
}

export function byService({ names }: Ledger): Streams {
  const services = [...new Set(names.services)];
  const of = names.services.flatMap((service) => names.lanes.map(() => services.indexOf(service)));
  return { count: services.length, of: Uint16Array.from(of) };
}

/**
 * A time in which one stream got no good answer, told in moments of *sending*: that is when a user
 * came. A request that was sent early and cut late therefore counts for the moment at which it was sent; its end says
 * nothing about the others, which may all have been answered meanwhile. In order of sending a spell is a longest row of
 * requests without a success, at least one of them a fault. Between the first and the last fault nobody succeeded (the
 * lower bound); the service was there for whoever came just before and just after (the upper bound).
 */
export interface Spell {
  /** Rows of the ledger; -1 where there is none. */
  readonly successBefore: number;
  readonly firstFault: number;
  readonly lastFault: number;
  readonly successAfter: number;
  readonly failed: number;
}

export function eachSpell(
  ledger: Ledger,
  sending: Uint32Array,
  kinds: Uint8Array,
  { count, of }: Streams,
  visit: (spell: Spell) => void,
): void {
  const lanes = ledger.names.lanes.length;
  const success = new Int32Array(count).fill(-1);
  const first = new Int32Array(count).fill(-1);
  const last = new Int32Array(count).fill(-1);
  const failed = new Uint32Array(count);

  const close = (stream: number, successAfter: number): void => {
    visit({
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
    const kind = kinds[row];
    if (kind !== IS_OK && kind !== IS_FAULT) continue;
    const stream = of[ledger.operation[row]! * lanes + ledger.lane[row]!]!;
    if (kind === IS_OK) {
      if (first[stream] !== -1) close(stream, row);
      success[stream] = row;
    } else {
      if (first[stream] === -1) first[stream] = row;
      last[stream] = row;
      failed[stream]!++;
    }
  }
  for (let stream = 0; stream < count; stream++) if (first[stream] !== -1) close(stream, -1);
}
