import { addRequests, addVersions, type Bins, emptyBins, endsByVersion, type Shape, WIDTHS } from './bins.ts';
import { type Columns, lowerBound } from './columns.ts';

/** Where sums over stretches of time come from, for whatever is looked at. */
export interface BinSource {
  /** Those that there can be, the finest first. */
  readonly widths: readonly number[];
  /** Bins that together cover the time from `from` to `to`, in order. */
  covering(width: number, from: number, to: number): readonly Bins[];
}

const TILE = 256;

/**
 * Sums made of the requests themselves when they are first looked at, so many bins at a time, and kept: they lie at round
 * moments, so that moving the view needs few new ones and none that was there changes.
 */
export const tilesOf = (columns: Columns, shape: Shape): BinSource => {
  const ends = endsByVersion(columns, shape);
  const known = new Map<string, Bins>();
  const tile = (width: number, index: number): Bins => {
    const key = `${width}/${index}`;
    const there = known.get(key);
    if (there) return there;
    const first = index * TILE;
    const bins = emptyBins(shape, width, first, TILE);
    const [start, end] = [first, first + TILE].map((bin) => lowerBound(columns.intended, bin * width));
    addRequests(bins, columns, shape, start!, end!);
    addVersions(bins, ends);
    known.set(key, bins);
    return bins;
  };
  return {
    widths: WIDTHS,
    covering(width, from, to) {
      const [first, last] = [from, to].map((us) => Math.floor(us / width / TILE));
      return Array.from({ length: last! - first! + 1 }, (_, i) => tile(width, first! + i));
    },
  };
};

export const bandsOf = (bands: readonly Bins[]): BinSource => ({
  widths: bands.map(({ width }) => width),
  covering: (width) => bands.filter((bins) => bins.width === width),
});

/** The finest width of which a bin is still as wide as it must be to be seen; the finest of all where none is. */
export const fittingWidth = ({ widths }: BinSource, least: number): number =>
  widths.find((width) => width >= least) ?? widths.at(-1)!;
