import type { Ledger } from '../../../traffic/ledger/index.ts';
import { ended, OK, STATUS } from './rows.ts';

/** "Not Acceptable": the service does not speak the version that the client asked for. */
export const NOT_ACCEPTABLE = 406;

/** Operations that were served before anything was touched, and never refused then for the version that they ask for. */
export function servedBefore(ledger: Ledger, touchedAt: number): boolean[] {
  const served = ledger.names.operations.map(() => false);
  const refused = ledger.names.operations.map(() => false);
  for (let row = 0; row < ledger.count; row++) {
    if (ended(ledger, row) >= touchedAt) continue;
    const operation = ledger.operation[row]!;
    if (ledger.outcome[row] === OK) served[operation] = true;
    else if (ledger.failure[row] === STATUS && ledger.status[row] === NOT_ACCEPTABLE) refused[operation] = true;
  }
  return served.map((was, operation) => was && !refused[operation]);
}
