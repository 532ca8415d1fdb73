import { FAILURES, formatVersion, type Ledger, OUTCOMES } from '../../../traffic/ledger/index.ts';

/** A request that was not fine, as its ledger row tells. */
export interface Failure {
  /** Counts from 1, in the order in which fates became known. */
  readonly number: number;
  readonly sequence: number;
  /** µs since the run's base. */
  readonly intended: number;
  readonly operation: string;
  readonly lane: string;
  readonly server: string | null;
  readonly version: string | null;
  readonly outcome: string;
  readonly failure: string;
  readonly status: number | null;
}

const MOST = 20;
const FINE = OUTCOMES.indexOf('ok');

/** The last requests that were not fine. The ledger has all of them. */
export class Failures {
  #last: Failure[] = [];
  #count = 0;
  /** Why the ledger can't be read while it is written, if that is so. */
  unread: string | null = null;

  get last(): readonly Failure[] {
    return this.#last;
  }

  /** Rows that a ledger has gained. */
  take(gained: Ledger): void {
    const found: number[] = [];
    for (let row = 0; row < gained.count; row += 1) if (gained.outcome[row] !== FINE) found.push(row);
    const first = this.#count + 1;
    this.#count += found.length;
    const shown = found.map((row, index) => [row, first + index] as const).slice(-MOST);
    this.#last = [...this.#last, ...shown.map(([row, number]) => failureIn(gained, row, number))].slice(-MOST);
  }
}

function failureIn(ledger: Ledger, row: number, number: number): Failure {
  const { names } = ledger;
  const version = names.versions[ledger.version[row]! - 1];
  return {
    number,
    sequence: ledger.sequence[row]!,
    intended: ledger.intended[row]!,
    operation: names.operations[ledger.operation[row]!] ?? '',
    lane: names.lanes[ledger.lane[row]!] ?? '',
    server: names.servers[ledger.server[row]! - 1] ?? null,
    version: version ? formatVersion(version) : null,
    outcome: OUTCOMES[ledger.outcome[row]!] ?? '',
    failure: FAILURES[ledger.failure[row]!] ?? '',
    status: ledger.status[row] || null,
  };
}
