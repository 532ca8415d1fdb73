import type { Exhibit } from '../../harness/judge/index.ts';
import { FAILURES, formatVersion, type Ledger, NEVER, OUTCOMES } from '../../traffic/ledger/index.ts';

export const outcomeOf = (ledger: Ledger, row: number) => OUTCOMES[ledger.outcome[row]!] ?? 'unknown';

export const failureOf = (ledger: Ledger, row: number) => FAILURES[ledger.failure[row]!] ?? 'garbage';

/** A whole answer came, whatever it said: these have a latency. */
export const answered = (ledger: Ledger, row: number): boolean =>
  ledger.end[row] !== NEVER && ['none', 'status', 'content'].includes(failureOf(ledger, row));

const after = (ledger: Ledger, row: number, column: Uint32Array): number | null =>
  column[row] === NEVER ? null : ledger.intended[row]! + column[row]!;

export const requestAt = (ledger: Ledger, row: number): Exhibit => {
  const { names } = ledger;
  const version = names.versions[ledger.version[row]! - 1];
  return {
    sequence: ledger.sequence[row]!,
    operation: names.operations[ledger.operation[row]!] ?? '?',
    lane: names.lanes[ledger.lane[row]!] ?? '?',
    session: ledger.session[row]!,
    intended: ledger.intended[row]!,
    sent: after(ledger, row, ledger.sent),
    end: after(ledger, row, ledger.end),
    outcome: outcomeOf(ledger, row),
    failure: failureOf(ledger, row),
    status: ledger.status[row] === 0 ? null : ledger.status[row]!,
    server: names.servers[ledger.server[row]! - 1] ?? null,
    version: version ? formatVersion(version) : null,
  };
};

/** Every request that was not fine, in order of intention. None is left out. */
export const troubles = (ledger: Ledger): readonly Exhibit[] => {
  const fine = OUTCOMES.indexOf('ok');
  const found: Exhibit[] = [];
  for (let row = 0; row < ledger.count; row++) if (ledger.outcome[row] !== fine) found.push(requestAt(ledger, row));
  return found.sort((a, b) => a.intended - b.intended);
};
