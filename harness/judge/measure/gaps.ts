import { type Ledger, NEVER } from '../../../traffic/ledger/index.ts';
import { begun } from './rows.ts';

/** Times between one sending and the next, µs, over all streams together. */
export function gapsOf(ledger: Ledger, sending: Uint32Array): Uint32Array {
  const gaps = new Uint32Array(Math.max(0, sending.length - 1));
  for (let index = 0; index < gaps.length; index++)
    gaps[index] = Math.min(NEVER, begun(ledger, sending[index + 1]!) - begun(ledger, sending[index]!));
  return gaps;
}

/** The same for the requests of one service only. `serviceOf`: operation → service. */
export function gapsWithin(ledger: Ledger, sending: Uint32Array, serviceOf: Uint8Array, service: number): Uint32Array {
  return gapsOf(
    ledger,
    sending.filter((row) => serviceOf[ledger.operation[row]!] === service),
  );
}
