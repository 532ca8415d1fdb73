import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAILURES, type Ledger, OUTCOMES, readLedger } from '../../ledger/index.ts';
import { Profile } from '../../profile.ts';
import type { TargetSpec } from '../links/index.ts';
import type { Pulse } from '../pulses.ts';
import { startTraffic, type Traffic } from '../start.ts';
import type { TrafficTotals } from '../tally.ts';

/** A short run of traffic for tests. */

export const profileOf = (profile: object): Profile =>
  Profile.parse({
    service: 'service',
    rate: 300,
    sessions: 3,
    timeoutSeconds: 1,
    lanes: { reused: { share: 1, connection: 'keep-alive' }, fresh: { share: 1, connection: 'fresh' } },
    ...profile,
  });

export interface Result {
  readonly totals: TrafficTotals;
  readonly ledger: Ledger;
  readonly pulses: readonly Pulse[];
}

export interface Trial {
  /** Of the service that `profileOf` names. */
  readonly target: TargetSpec;
  /** Of further services. */
  readonly targets?: Readonly<Record<string, TargetSpec>>;
  readonly profile: Profile;
  readonly variables?: Record<string, string>;
  readonly graceMs?: number;
  /** Traffic goes on until this is true of a pulse. */
  readonly until: (pulse: Pulse) => boolean;
  readonly during?: (traffic: Traffic) => Promise<void>;
}

export async function runTrial({
  target,
  targets = {},
  profile,
  variables = {},
  graceMs = 2000,
  until,
  during,
}: Trial): Promise<Result> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'traffic-'));
  const pulses: Pulse[] = [];
  const enough = Promise.withResolvers<void>();
  const onPulse = (pulse: Pulse) => {
    pulses.push(pulse);
    if (until(pulse)) enough.resolve();
  };
  const base = process.hrtime.bigint();
  const order = {
    targets: { service: target, ...targets },
    profile,
    variables,
    run: 'trial',
    seed: 1,
    folder: folder.path,
    base,
    onPulse,
  };
  await using traffic = await startTraffic(order);
  await Promise.race([enough.promise, traffic.crashed.then((error) => Promise.reject(error))]);
  await during?.(traffic);
  const totals = await traffic.stop({ graceMs });
  return { totals, ledger: await readLedger(folder.path), pulses };
}

export interface ReadableRow {
  readonly operation: string;
  readonly lane: string;
  readonly outcome: string;
  readonly failure: string;
  readonly turn: number;
  readonly status: number;
  readonly row: number;
}

export function rowsOf(ledger: Ledger): ReadableRow[] {
  return Array.from({ length: ledger.count }, (_, row) => ({
    operation: ledger.names.operations[ledger.operation[row]!]!,
    lane: ledger.names.lanes[ledger.lane[row]!]!,
    outcome: OUTCOMES[ledger.outcome[row]!]!,
    failure: FAILURES[ledger.failure[row]!]!,
    turn: ledger.turn[row]!,
    status: ledger.status[row]!,
    row,
  }));
}
