import type { Ledger } from '../../../traffic/ledger/index.ts';
import { type SickSpan, touches } from '../instrument/index.ts';
import { IS_OK } from './fates.ts';

/** A stretch of good answers that came late: each was still wanted, or had come within `pause`, when the next was meant. */
export interface Stall {
  readonly service: number;
  /** Row of the ledger: the one that was meant first, and the one that was waited for longest. */
  readonly first: number;
  readonly worst: number;
  readonly late: number;
  readonly from: number;
  readonly to: number;
}

/** Latency counts from the intended moment, so what a stalled sender delayed is late too; a sick instrument's own delays are not told. */
export function stallsOf(
  ledger: Ledger,
  kinds: Uint8Array,
  serviceOf: Uint8Array,
  { bound, pause, sick }: { bound: number; pause: number; sick: readonly SickSpan[] },
): Stall[] {
  const late: number[] = [];
  const { end, intended } = ledger;
  for (let row = 0; row < kinds.length; row++)
    if (end[row]! > bound && kinds[row] === IS_OK && !touches(sick, intended[row]!, intended[row]! + end[row]!))
      late.push(row);
  late.sort((a, b) => intended[a]! - intended[b]! || a - b);

  const all: Stall[] = [];
  const latest = new Map<number, number>();
  for (const row of late) {
    const service = serviceOf[ledger.operation[row]!]!;
    const [from, to] = [intended[row]!, intended[row]! + end[row]!];
    const place = latest.get(service);
    const before = place === undefined ? undefined : all[place]!;
    if (before && from - before.to <= pause)
      all[place!] = {
        ...before,
        late: before.late + 1,
        to: Math.max(before.to, to),
        worst: end[row]! > end[before.worst]! ? row : before.worst,
      };
    else {
      latest.set(service, all.length);
      all.push({ service, first: row, worst: row, late: 1, from, to });
    }
  }
  return all;
}
