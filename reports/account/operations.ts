import { type Ledger, OUTCOMES, type Outcome } from '../../traffic/ledger/index.ts';
import { quantile } from './quantile.ts';
import { answered, outcomeOf } from './request.ts';

export interface OperationAccount {
  readonly operation: string;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** ms from the intended start, of whole answers; null when there was none. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number } | null;
}

/** What was asked, how often, and how it went, operation by operation. */
export const operationAccounts = (ledger: Ledger): readonly OperationAccount[] => {
  const accounts = ledger.names.operations.map((operation) => ({
    operation,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>,
    latencies: [] as number[],
  }));
  for (let row = 0; row < ledger.count; row++) {
    const account = accounts[ledger.operation[row]!];
    if (!account) continue;
    account.outcomes[outcomeOf(ledger, row)]++;
    if (answered(ledger, row)) account.latencies.push(ledger.end[row]! / 1000);
  }
  return accounts.map(({ operation, outcomes, latencies }) => {
    const sorted = Float64Array.from(latencies).sort();
    const latencyMs =
      sorted.length === 0
        ? null
        : { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) };
    return { operation, outcomes, latencyMs };
  });
};
