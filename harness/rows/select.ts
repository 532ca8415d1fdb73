import { FAILURES, type FailureClass, type Ledger, NEVER, OUTCOMES, type Outcome } from '../../traffic/ledger/index.ts';
import { type Named, valuesOf } from './names.ts';

/** What rows are wanted: those to which everything that is set applies. Of a list, one is enough. */
export interface Wanted extends Partial<Readonly<Record<Named, readonly string[] | undefined>>> {
  readonly outcome?: readonly Outcome[] | undefined;
  readonly failure?: readonly FailureClass[] | undefined;
  readonly session?: readonly number[] | undefined;
  readonly connection?: readonly number[] | undefined;
  /** First and last number. */
  readonly sequence?: readonly [first: number, last: number] | undefined;
  /** µs since the start, from the first to before the last, in which a request began. */
  readonly began?: readonly [from: number, to: number] | undefined;
  /** Whether a moment is wanted in which a request began. */
  readonly during?: ((moment: number) => boolean) | undefined;
  /** The ledger is still being written: names that are not known yet may come. */
  readonly growing?: boolean | undefined;
}

type Keeps = (row: number) => boolean;

/** Rows of a ledger that are wanted, in their order. One pass over what is left for each criterion, nothing allocated in it. */
export function select(ledger: Ledger, wanted: Wanted): Uint32Array {
  let rows = new Uint32Array(ledger.count);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  for (const keeps of criteria(ledger, wanted)) rows = narrow(rows, keeps);
  return rows;
}

/** The moment of sending, or of the intention where it was never sent: as the judge puts requests into steps. */
export function began({ intended, sent }: Ledger, row: number): number {
  return intended[row]! + (sent[row] === NEVER ? 0 : sent[row]!);
}

function* criteria(ledger: Ledger, wanted: Wanted): Generator<Keeps> {
  const named = (kind: Named): Keeps[] => {
    const names = wanted[kind];
    if (!names) return [];
    // A service is that of its operations: both are told by the same column.
    const column = ledger[kind === 'service' ? 'operation' : kind];
    return [among(column, valuesOf(ledger, kind, names, wanted.growing ?? false))];
  };
  const { sequence, began: span, during } = wanted;
  if (sequence) yield (row) => ledger.sequence[row]! >= sequence[0] && ledger.sequence[row]! <= sequence[1];
  if (wanted.outcome)
    yield among(
      ledger.outcome,
      wanted.outcome.map((name) => OUTCOMES.indexOf(name)),
    );
  if (wanted.failure)
    yield among(
      ledger.failure,
      wanted.failure.map((name) => FAILURES.indexOf(name)),
    );
  for (const kind of ['operation', 'service', 'lane', 'server', 'version'] as const) yield* named(kind);
  if (wanted.connection) yield among(ledger.connection, wanted.connection);
  if (wanted.session) yield among(ledger.session, wanted.session);
  if (span) yield (row) => began(ledger, row) >= span[0] && began(ledger, row) < span[1];
  if (during) yield (row) => during(began(ledger, row));
}

function among(column: Uint8Array | Uint16Array | Uint32Array, values: readonly number[]): Keeps {
  if (!(column instanceof Uint8Array)) {
    const set = new Set(values);
    return (row) => set.has(column[row]!);
  }
  const table = new Uint8Array(256);
  for (const value of values) table[value] = 1;
  return (row) => table[column[row]!] === 1;
}

function narrow(rows: Uint32Array<ArrayBuffer>, keeps: Keeps): Uint32Array<ArrayBuffer> {
  let kept = 0;
  for (const row of rows) if (keeps(row)) rows[kept++] = row;
  return rows.subarray(0, kept);
}
