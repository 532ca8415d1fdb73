import type { Bins } from '../../bins.ts';
import { lowerBound } from '../../columns.ts';
import type { Model } from '../../model.ts';
import { fittingWidth } from '../../tiles.ts';
import type { View } from '../../view.ts';
import type { Frame } from '../frame.ts';

/** What lanes that are about requests look at. */

const BIN_PIXELS = 3;
// A bin of fewer requests than this has no p99 to speak of, and its rate is mostly chance.
const REQUESTS_IN_BIN = 30;
/** Requests that take longer than this are drawn when their beginning can be seen. */
const REACH_US = 2_000_000;

export const binWidth = ({ bins, state }: Model, grain: number): number => {
  const usual = (state.span / Math.max(1, state.intended)) * REQUESTS_IN_BIN;
  return fittingWidth(bins, Math.max(grain * BIN_PIXELS, Math.min(usual, state.span / 60)));
};

/** Calls back for each bin that can be seen. */
export const eachBin = (model: Model, { view, grain }: Frame, see: (bins: Bins, bin: number, from: number) => void) => {
  const width = binWidth(model, grain);
  for (const bins of model.bins.covering(width, view.from, view.to)) {
    const first = Math.max(0, Math.floor(view.from / width) - bins.first);
    const last = Math.min(bins.count - 1, Math.floor(view.to / width) - bins.first);
    for (let bin = first; bin <= last; bin++) see(bins, bin, (bins.first + bin) * width);
  }
};

export const binAt = (model: Model, us: number, grain: number): { bins: Bins; bin: number } | null => {
  const width = binWidth(model, grain);
  for (const bins of model.bins.covering(width, us, us)) {
    const bin = Math.floor(us / width) - bins.first;
    if (bin >= 0 && bin < bins.count) return { bins, bin };
  }
  return null;
};

/** Rows that begin in the view, or a little before it. */
export const rowsIn = ({ columns }: Model, { from, to }: View): readonly [start: number, end: number] => [
  lowerBound(columns.intended, from - REACH_US),
  lowerBound(columns.intended, to),
];

/** Whether there are so few requests in the view that each can be drawn, and all of them are there to be drawn. */
export const oneByOne = (model: Model, { from, to }: View, most: number): boolean =>
  model.state.complete && lowerBound(model.columns.intended, to) - lowerBound(model.columns.intended, from) <= most;

/** The one of so many places that is nearest and not too far. */
export const nearest = (
  places: Iterable<readonly [row: number, x: number, y: number]>,
  x: number,
  y: number,
  reach = 8,
): number | null => {
  let best: number | null = null;
  let least = reach * reach;
  for (const [row, atX, atY] of places) {
    const distance = (atX - x) ** 2 + (atY - y) ** 2;
    if (distance > least) continue;
    least = distance;
    best = row;
  }
  return best;
};
