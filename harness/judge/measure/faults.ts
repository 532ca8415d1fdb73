import type { Ledger } from '../../../traffic/ledger/index.ts';
import { begun, ended, UNKNOWN } from './rows.ts';

/** Faults of one service that are alike: of the same class, with the same status, with no long pause between them. */
export interface FaultGroup {
  /** Index of the step in which the first one began. */
  readonly step: number;
  readonly service: string;
  readonly failure: number;
  readonly status: number;
  /** All over before anything was touched. */
  readonly untouched: boolean;
  count: number;
  unknown: number;
  from: number;
  to: number;
  /** Operations that failed so. */
  readonly operations: Set<number>;
  /** The only server that these answers name, 0 if none does, -1 if several do. */
  server: number;
  /** The earliest ones, in order. */
  readonly rows: number[];
}

export function groupFaults(
  ledger: Ledger,
  faults: Uint32Array,
  stepOf: Uint16Array,
  touchedAt: number,
  exhibits: number,
  pause: number,
): FaultGroup[] {
  const groups = new Map<string, FaultGroup>();
  for (const row of faults) {
    const service = ledger.names.services[ledger.operation[row]!]!;
    const [step, failure, status] = [stepOf[row]!, ledger.failure[row]!, ledger.status[row]!];
    const untouched = ended(ledger, row) < touchedAt;
    const key = `${step} ${failure} ${status} ${untouched} ${service}`;
    const at = begun(ledger, row);
    const server = ledger.server[row]!;
    let group = groups.get(key);
    if (!group) {
      group = {
        ...{ step, service, failure, status, untouched, server },
        ...{ count: 0, unknown: 0, from: at, to: at, operations: new Set(), rows: [] },
      };
      groups.set(key, group);
    }
    group.count++;
    group.operations.add(ledger.operation[row]!);
    if (ledger.outcome[row] === UNKNOWN) group.unknown++;
    group.from = Math.min(group.from, at);
    group.to = Math.max(group.to, at);
    if (server !== 0 && server !== group.server) group.server = group.server === 0 ? server : -1;
    keepEarliest(ledger, group.rows, row, exhibits);
  }
  return incidents([...groups.values()].sort(inOrder), pause).sort(inOrder);
}

const inOrder = (a: FaultGroup, b: FaultGroup): number =>
  a.from - b.from || a.failure - b.failure || a.status - b.status || (a.service < b.service ? -1 : 1);

/** What goes on from one step into the next is told once, and put on the step in which it began. */
function incidents(groups: readonly FaultGroup[], pause: number): FaultGroup[] {
  const merged: FaultGroup[] = [];
  for (const group of groups) {
    const before = merged.findLast((one) => isAlike(one, group));
    if (before && group.from - before.to <= pause) absorb(before, group);
    else merged.push(group);
  }
  return merged;
}

const isAlike = (a: FaultGroup, b: FaultGroup): boolean =>
  a.failure === b.failure && a.status === b.status && a.untouched === b.untouched && a.service === b.service;

function absorb(group: FaultGroup, later: FaultGroup): void {
  group.count += later.count;
  group.unknown += later.unknown;
  for (const operation of later.operations) group.operations.add(operation);
  group.to = Math.max(group.to, later.to);
  if (later.server !== 0 && later.server !== group.server) group.server = group.server === 0 ? later.server : -1;
}

/** Equal moments stay in order of sequence number, so that the choice is always the same. */
function keepEarliest(ledger: Ledger, rows: number[], row: number, most: number): void {
  const at = begun(ledger, row);
  let place = rows.length;
  while (place > 0 && begun(ledger, rows[place - 1]!) > at) place--;
  rows.splice(place, 0, row);
  if (rows.length > most) rows.pop();
}
