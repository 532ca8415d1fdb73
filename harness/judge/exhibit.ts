import { FAILURES, formatVersion, type Ledger, NEVER, OUTCOMES } from '../../traffic/ledger/index.ts';
import type { Exhibit } from './judgement.ts';

export function exhibit(ledger: Ledger, row: number): Exhibit {
  const { names } = ledger;
  const version = names.versions[ledger.version[row]! - 1];
  const moment = (offset: number): number | null => (offset === NEVER ? null : ledger.intended[row]! + offset);
  return {
    sequence: ledger.sequence[row]!,
    operation: names.operations[ledger.operation[row]!]!,
    lane: names.lanes[ledger.lane[row]!]!,
    session: ledger.session[row]!,
    intended: ledger.intended[row]!,
    sent: moment(ledger.sent[row]!),
    end: moment(ledger.end[row]!),
    outcome: OUTCOMES[ledger.outcome[row]!]!,
    failure: FAILURES[ledger.failure[row]!]!,
    status: ledger.status[row] || null,
    server: names.servers[ledger.server[row]! - 1] ?? null,
    version: version ? formatVersion(version) : null,
  };
}
