import type { Ledger } from '../../../traffic/ledger/index.ts';
import type { AccessLog } from '../../access/index.ts';

/** The load balancers' lines, joined to the recorder's rows by sequence number. */
export interface Matching {
  /** Row → its line, −1: none. Of several the one that tells the same status. */
  readonly lineOf: Int32Array;
  /** Lines whose request no row tells of. */
  readonly rowless: readonly number[];
  /** Lines of requests that the same back end of the same load balancer has told of before. */
  readonly repeated: readonly number[];
}

export function matchLines(ledger: Ledger, access: AccessLog): Matching {
  const lineOf = new Int32Array(ledger.count).fill(-1);
  const rowless: number[] = [];
  const repeated: number[] = [];
  const { sequence, status, balancer, backend } = access;
  for (let line = 0; line < access.count; line++) {
    const row = rowOf(ledger.sequence, sequence[line]!);
    if (row === -1) {
      rowless.push(line);
      continue;
    }
    const before = lineOf[row]!;
    if (before === -1) lineOf[row] = line;
    else if (balancer[before] === balancer[line] && backend[before] === backend[line]) repeated.push(line);
    // One on the way of the other: what the client was told decides which of the two is its own.
    else if (status[before] !== ledger.status[row] && status[line] === ledger.status[row]) lineOf[row] = line;
  }
  return { lineOf, rowless, repeated };
}

/** −1: it is not in the ledger. */
function rowOf(sequences: Uint32Array, sequence: number): number {
  // Where nothing is missing, a row stands at its own number.
  if (sequences[sequence] === sequence) return sequence;
  let low = 0;
  let high = sequences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sequences[middle]! < sequence) low = middle + 1;
    else high = middle;
  }
  return sequences[low] === sequence ? low : -1;
}
