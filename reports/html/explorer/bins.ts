import { type Columns, lowerBound, NONE } from './columns.ts';

/** Requests summed up over equal stretches of time, some of them: from `first` × `width` on. */
export interface Bins {
  /** µs */
  readonly width: number;
  readonly first: number;
  readonly count: number;
  /** What went well, by the moment it was intended; 0: the answer named no server, i: the (i − 1)th server. */
  readonly served: readonly Uint32Array[];
  readonly notOk: Uint32Array;
  /** Answers by the moment they were complete; i: the ith version. */
  readonly told: readonly Uint32Array[];
  /** µs from the intended start; NONE where nothing was answered. */
  readonly p50: Uint32Array;
  readonly p99: Uint32Array;
  readonly max: Uint32Array;
}

export interface Shape {
  readonly servers: number;
  readonly versions: number;
  /** By number of the failure: 1 where a whole answer came all the same. */
  readonly whole: Uint8Array;
}

export const emptyBins = ({ servers, versions }: Shape, width: number, first: number, count: number): Bins => {
  const row = () => new Uint32Array(count);
  return {
    width,
    first,
    count,
    served: Array.from({ length: servers + 1 }, row),
    notOk: row(),
    told: Array.from({ length: versions }, row),
    p50: row().fill(NONE),
    p99: row().fill(NONE),
    max: row().fill(NONE),
  };
};

const isWhole = (columns: Columns, { whole }: Shape, row: number): boolean =>
  columns.end[row] !== NONE && (columns.outcome[row] === 0 || whole[columns.failure[row]!] === 1);

/** Nearest rank: always a value that was measured. */
const ranked = (sorted: Uint32Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;

/** What was asked and how it went, of the rows from `start` to before `end`. Where versions were told is another order. */
export const addRequests = (bins: Bins, columns: Columns, shape: Shape, start: number, end: number): void => {
  const { width, first, count } = bins;
  const at = (row: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(columns.intended[row]! / width) - first));
  const places = new Uint32Array(count + 1);
  for (let row = start; row < end; row++) {
    const bin = at(row);
    const fate = columns.outcome[row] === 0 ? bins.served[columns.server[row]!] : bins.notOk;
    if (fate) fate[bin]!++;
    if (isWhole(columns, shape, row)) places[bin + 1]!++;
  }
  for (let bin = 0; bin < count; bin++) places[bin + 1]! += places[bin]!;
  const latencies = new Uint32Array(places[count]!);
  const next = places.slice();
  for (let row = start; row < end; row++)
    if (isWhole(columns, shape, row)) latencies[next[at(row)]!++] = columns.end[row]!;
  for (let bin = 0; bin < count; bin++) {
    const sorted = latencies.subarray(places[bin]!, places[bin + 1]!).sort();
    if (sorted.length === 0) continue;
    bins.p50[bin] = ranked(sorted, 0.5);
    bins.p99[bin] = ranked(sorted, 0.99);
    bins.max[bin] = sorted.at(-1)!;
  }
};

/** When each version was told, in order of time. */
export const endsByVersion = (columns: Columns, { versions }: Shape): readonly Float64Array[] => {
  const counts = new Uint32Array(versions + 1);
  const tells = (row: number): boolean => columns.version[row]! > 0 && columns.end[row] !== NONE;
  for (let row = 0; row < columns.count; row++) if (tells(row)) counts[columns.version[row]!]!++;
  const ends = Array.from({ length: versions }, (_, version) => new Float64Array(counts[version + 1]!));
  counts.fill(0);
  for (let row = 0; row < columns.count; row++) {
    const version = columns.version[row]!;
    if (tells(row)) ends[version - 1]![counts[version]!++] = columns.intended[row]! + columns.end[row]!;
  }
  return ends.map((each) => each.sort());
};

export const addVersions = (bins: Bins, ends: readonly Float64Array[]): void => {
  const { width, first, count } = bins;
  for (const [version, moments] of ends.entries()) {
    const from = lowerBound(moments, first * width);
    const to = lowerBound(moments, (first + count) * width);
    for (let i = from; i < to; i++) bins.told[version]![Math.floor(moments[i]! / width) - first]!++;
  }
};

/** As JSON has it. */
export type PlainBins = {
  readonly [Name in keyof Bins]: Bins[Name] extends number
    ? number
    : Bins[Name] extends Uint32Array
      ? readonly number[]
      : readonly (readonly number[])[];
};

export const plainBins = ({ served, notOk, told, p50, p99, max, ...place }: Bins): PlainBins => ({
  ...place,
  served: served.map((each) => [...each]),
  notOk: [...notOk],
  told: told.map((each) => [...each]),
  p50: [...p50],
  p99: [...p99],
  max: [...max],
});

export const binsFrom = ({ served, notOk, told, p50, p99, max, ...place }: PlainBins): Bins => ({
  ...place,
  served: served.map((each) => Uint32Array.from(each)),
  notOk: Uint32Array.from(notOk),
  told: told.map((each) => Uint32Array.from(each)),
  p50: Uint32Array.from(p50),
  p99: Uint32Array.from(p99),
  max: Uint32Array.from(max),
});

const NICE_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000, 120_000, 300_000, 600_000, 3_600_000,
];

/** Round widths (µs) for all that may be looked at, the finest first. */
export const WIDTHS: readonly number[] = NICE_MS.map((ms) => ms * 1000);
