import type { Ledger } from '../../../traffic/ledger/index.ts';
import { addRequests, addVersions, type Bins, emptyBins, endsByVersion, type Shape, WIDTHS } from './bins.ts';

/**
 * Where there are too many requests to carry each one, what went well is carried as sums over stretches of several
 * widths: the finest as fine as a file of bearable size allows, each further one at least so many times as wide.
 */

const MOST_BINS = 24_000;
const FEWEST_BINS = 200;
const APART = 4;

export const bandWidths = (span: number): readonly number[] => {
  const widths: number[] = [];
  for (const width of WIDTHS) {
    const fits = span / width <= MOST_BINS && span / width >= FEWEST_BINS;
    if (fits && width >= (widths.at(-1) ?? 0) * APART) widths.push(width);
  }
  return widths.length > 0 ? widths : [WIDTHS.find((width) => span / width <= MOST_BINS) ?? WIDTHS.at(-1)!];
};

export const bands = (ledger: Ledger, shape: Shape, span: number): readonly Bins[] => {
  const ends = endsByVersion(ledger, shape);
  return bandWidths(span).map((width) => {
    const bins = emptyBins(shape, width, 0, Math.max(1, Math.ceil((span + 1) / width)));
    addRequests(bins, ledger, shape, 0, ledger.count);
    addVersions(bins, ends);
    return bins;
  });
};
