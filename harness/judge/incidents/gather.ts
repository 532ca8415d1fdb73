import type { Ledger } from '../../../traffic/ledger/index.ts';
import type { AccessLog } from '../../access/index.ts';
import { begun } from '../measure/index.ts';
import type { Chains } from './chain.ts';

/** All that is known of the faults of one chain. */
export interface Gathered {
  /** The first fault's row. */
  readonly first: number;
  from: number;
  to: number;
  requests: number;
  dependent: number;
  readonly sessions: Set<number>;
  /** How many by failure and status, by operation, by HAProxy's letters, by server. */
  readonly failures: Map<number, number>;
  readonly operations: Map<number, number>;
  readonly terminations: Map<string, number>;
  readonly servers: Map<string, number>;
}

/** Failure class × this + status is one number. */
export const STATUSES = 65_536;

export function gather(
  ledger: Ledger,
  sending: Uint32Array,
  faults: Uint32Array,
  { count, of, follows }: Chains,
  log: { readonly access: AccessLog; readonly lineOf: Int32Array } | null,
): Gathered[] {
  const all = new Array<Gathered>(count);
  faults.forEach((place, index) => {
    const row = sending[place]!;
    const at = begun(ledger, row);
    const one = all[of[index]!] ?? begin(row, at);
    all[of[index]!] = one;
    one.to = Math.max(one.to, at);
    one.requests++;
    one.dependent += follows[index]!;
    one.sessions.add(ledger.session[row]!);
    add(one.failures, ledger.failure[row]! * STATUSES + ledger.status[row]!);
    add(one.operations, ledger.operation[row]!);
    const line = log?.lineOf[row] ?? -1;
    if (log && line !== -1) {
      add(one.terminations, log.access.names.terminations[log.access.termination[line]!]!);
      add(one.servers, log.access.names.servers[log.access.server[line]!]!);
    } else if (ledger.server[row]) add(one.servers, ledger.names.servers[ledger.server[row]! - 1]!);
  });
  return all;
}

function begin(first: number, at: number): Gathered {
  return {
    first,
    from: at,
    to: at,
    requests: 0,
    dependent: 0,
    sessions: new Set(),
    failures: new Map(),
    operations: new Map(),
    terminations: new Map(),
    servers: new Map(),
  };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
