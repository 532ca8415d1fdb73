import { compareVersions, type Ledger } from '../../../traffic/ledger/index.ts';
import { LEVELS, type Level } from '../../plan/index.ts';
import { byEnding } from './order.ts';
import { begun, ended, isWhole } from './rows.ts';
import { Scopes } from './scopes.ts';

export interface VersionOrder {
  readonly checked: number;
  readonly violations: number;
  /** The first response that went back, in order of sending, and a response of a newer version that had ended before. */
  readonly pair: { readonly newer: number; readonly older: number } | null;
  /** The last response that went back. */
  readonly last: number;
}

/**
 * Response i happened before response j if i was complete before j was sent; overlapping ones have no order. j goes back
 * if its version is lower than that of any response of the same scope that happened before it. One sweep in order of
 * sending answers that for all levels: all that ended before j has been noted, and a scope need only know its highest.
 */
export function versionOrder(ledger: Ledger, sending: Uint32Array): Record<Level, VersionOrder> {
  const ranks = rankVersions(ledger);
  const ending = byEnding(ledger, isVersioned);
  // Versions of different services have nothing to do with each other. A connection leads to one service only.
  const services = [...new Set(ledger.names.services)];
  const serviceOf = ledger.names.services.map((service) => services.indexOf(service));
  const service = (row: number): number => serviceOf[ledger.operation[row]!]!;
  const scopes: Record<Level, (row: number) => number> = {
    connection: (row) => ledger.connection[row]!,
    session: (row) => ledger.session[row]! * services.length + service(row),
    'real-time': service,
  };
  const results = LEVELS.map((level) => [level, sweep(ledger, ranks, sending, ending, scopes[level])] as const);
  return Object.fromEntries(results) as Record<Level, VersionOrder>;
}

function sweep(
  ledger: Ledger,
  ranks: Uint8Array,
  sending: Uint32Array,
  ending: Uint32Array,
  scopeOf: (row: number) => number,
): VersionOrder {
  const highest = new Scopes();
  let violations = 0;
  let pair: VersionOrder['pair'] = null;
  let last = -1;
  let done = 0;
  for (const row of sending) {
    if (!isVersioned(ledger, row)) continue;
    const sent = begun(ledger, row);
    for (; done < ending.length && ended(ledger, ending[done]!) < sent; done++) {
      const before = ending[done]!;
      highest.raise(scopeOf(before), ranks[ledger.version[before]!]!, before);
    }
    const scope = scopeOf(row);
    if (highest.rank(scope) <= ranks[ledger.version[row]!]!) continue;
    violations++;
    pair ??= { newer: highest.row(scope), older: row };
    last = row;
  }
  return { checked: ending.length, violations, pair, last };
}

function isVersioned(ledger: Ledger, row: number): boolean {
  return ledger.version[row] !== 0 && isWhole(ledger, row);
}

/** Version number of the ledger → its place among all versions, from 1; equal versions share a place. */
export function rankVersions({ names: { versions } }: Ledger): Uint8Array {
  const sorted = [...versions].sort(compareVersions);
  const ranks = new Uint8Array(versions.length + 1);
  versions.forEach((version, index) => {
    ranks[index + 1] = 1 + sorted.findIndex((other) => compareVersions(other, version) === 0);
  });
  return ranks;
}
