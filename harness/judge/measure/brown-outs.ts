import type { Ledger } from '../../../traffic/ledger/index.ts';
import { IS_FAULT, IS_OK } from './fates.ts';
import { placesOf } from './places.ts';
import { begun } from './rows.ts';

/**
 * A stretch in which a service answered some and failed others: a longest row of its faults, each sent within `pause` of
 * the one before, with a success sent between the first and the last of them. Requests are counted from the first fault
 * to the last one. Without such a success it is an outage and nothing else.
 */
export interface BrownOut {
  readonly service: number;
  /** Rows of the ledger. */
  readonly firstFault: number;
  readonly lastFault: number;
  readonly requests: number;
  readonly failed: number;
}

/** `serviceOf`: operation → service. In order of their first fault. */
export function brownOutsOf(
  ledger: Ledger,
  sending: Uint32Array,
  kinds: Uint8Array,
  serviceOf: Uint8Array,
  pause: number,
): BrownOut[] {
  const found: BrownOut[] = [];
  for (const cluster of clusters(ledger, sending, placesOf(sending, kinds, IS_FAULT), serviceOf, pause)) {
    if (cluster.failed < 2) continue;
    let succeeded = 0;
    for (let place = cluster.first; place < cluster.last; place++) {
      const row = sending[place]!;
      if (kinds[row] === IS_OK && serviceOf[ledger.operation[row]!] === cluster.service) succeeded++;
    }
    if (succeeded === 0) continue;
    found.push({
      service: cluster.service,
      firstFault: sending[cluster.first]!,
      lastFault: sending[cluster.last]!,
      requests: succeeded + cluster.failed,
      failed: cluster.failed,
    });
  }
  return found;
}

interface Cluster {
  readonly service: number;
  readonly first: number;
  last: number;
  failed: number;
}

function clusters(
  ledger: Ledger,
  sending: Uint32Array,
  faults: Uint32Array,
  serviceOf: Uint8Array,
  pause: number,
): Cluster[] {
  const all: Cluster[] = [];
  const open = new Map<number, Cluster>();
  for (const place of faults) {
    const row = sending[place]!;
    const service = serviceOf[ledger.operation[row]!]!;
    const cluster = open.get(service);
    if (cluster && begun(ledger, row) - begun(ledger, sending[cluster.last]!) <= pause) {
      cluster.last = place;
      cluster.failed++;
    } else {
      const begins = { service, first: place, last: place, failed: 1 };
      open.set(service, begins);
      all.push(begins);
    }
  }
  return all;
}
