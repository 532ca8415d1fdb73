import type { Ledger } from '../../../traffic/ledger/index.ts';
import { begun } from './rows.ts';

/** Times between one sending and the next, µs, over all streams together. */
export function gapsOf(ledger: Ledger, sending: Uint32Array): Float64Array {
  const gaps = new Float64Array(Math.max(0, sending.length - 1));
  for (let index = 0; index < gaps.length; index++)
    gaps[index] = begun(ledger, sending[index + 1]!) - begun(ledger, sending[index]!);
  return gaps;
}
