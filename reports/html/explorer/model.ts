import type { Bins, Shape } from './bins.ts';
import { type Columns, lowerBound, NONE } from './columns.ts';
import type { Exploration } from './data.ts';
import type { Detail } from './details.ts';
import { type BinSource, bandsOf, tilesOf } from './tiles.ts';

/** What lanes are drawn from: what the page carries, and what can be found in it. */
export interface Model {
  readonly state: Exploration;
  readonly columns: Columns;
  readonly bins: BinSource;
  /** Rows that were not fine, by intended start. */
  readonly troubles: Uint32Array;
  /** Row of a sequence number; −1: it is not carried. */
  rowOf(sequence: number): number;
  detailOf(sequence: number): Detail | undefined;
}

export const modelOf = (state: Exploration, columns: Columns, bands: readonly Bins[]): Model => {
  const shape: Shape = {
    servers: state.names.servers.length,
    versions: state.names.versions.length,
    whole: Uint8Array.from(state.names.whole),
  };
  const details = new Map(state.details.map((detail) => [detail.sequence, detail]));
  const troubles = Uint32Array.from(
    (function* () {
      for (let row = 0; row < columns.count; row++) if (columns.outcome[row] !== 0) yield row;
    })(),
  );
  return {
    state,
    columns,
    bins: state.complete ? tilesOf(columns, shape) : bandsOf(bands),
    troubles,
    rowOf(sequence) {
      // Numbers go up with time, but for those of several recorders.
      const guess = lowerBound(columns.sequence, sequence);
      return columns.sequence[guess] === sequence ? guess : columns.sequence.indexOf(sequence);
    },
    detailOf: (sequence) => details.get(sequence),
  };
};

/** When a request was complete, or null. */
export const endOf = ({ intended, end }: Columns, row: number): number | null =>
  end[row] === NONE ? null : intended[row]! + end[row]!;

export const sentOf = ({ intended, sent }: Columns, row: number): number | null =>
  sent[row] === NONE ? null : intended[row]! + sent[row]!;

/** What went wrong, as a word or two. */
export const kindOf = ({ columns, state }: Model, row: number): string => {
  const { outcomes, failures } = state.names;
  const outcome = outcomes[columns.outcome[row]!] ?? 'unknown';
  const failure = failures[columns.failure[row]!] ?? '?';
  const why = failure === 'status' && columns.status[row] !== 0 ? `status ${columns.status[row]}` : failure;
  return outcome === 'failed' ? why : `${outcome}: ${why}`;
};

export type Nearness = 'this' | 'time' | 'client' | 'connection';

export interface Neighbour {
  readonly row: number;
  readonly near: readonly Nearness[];
}

/** A request and those around it: in time, of the same client, on the same connection. */
export const neighbours = ({ columns }: Model, target: number, reach = 3): readonly Neighbour[] => {
  const found = new Map<number, Nearness[]>([[target, ['this']]]);
  const note = (near: Nearness, belongs: (row: number) => boolean): void => {
    for (const by of [-1, 1]) {
      let left = reach;
      for (let row = target + by; row >= 0 && row < columns.count && left > 0; row += by) {
        if (!belongs(row)) continue;
        left--;
        found.set(row, [...(found.get(row) ?? []), near]);
      }
    }
  };
  const { session, connection } = columns;
  note('time', () => true);
  note('client', (row) => session[row] === session[target]);
  if (connection[target] !== 0) note('connection', (row) => connection[row] === connection[target]);
  return [...found].sort(([a], [b]) => a - b).map(([row, near]) => ({ row, near }));
};
