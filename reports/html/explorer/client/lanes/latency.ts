import { duration, nominal } from '../../../../words/index.ts';
import { NONE } from '../../columns.ts';
import type { Model } from '../../model.ts';
import type { Frame } from '../frame.ts';
import type { Lane } from '../lane.ts';
import { binAt, binWidth, eachBin, nearest, oneByOne, rowsIn } from './looks.ts';

const HEIGHT = 92;
const MOST_SINGLE = 3000;
const DECADES_MS = [0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000];

/** p50 to p99 as a band, the worst as dots, from the intended start, on a logarithmic axis; where there are few, each answer. */
export const latencyLane = (model: Model): Lane => {
  const { columns } = model;
  let [low, high] = [1, 10];

  const singles = function* (frame: Frame, top: number): Generator<readonly [row: number, x: number, y: number]> {
    const [start, end] = rowsIn(model, frame.view);
    for (let row = start; row < end; row++)
      if (columns.end[row] !== NONE && columns.intended[row]! >= frame.view.from)
        yield [row, frame.x(columns.intended[row]!), place(columns.end[row]! / 1000, top)];
  };

  const place = (ms: number, top: number): number => {
    const share = Math.log10(Math.min(high, Math.max(low, ms)) / low) / Math.log10(high / low);
    return top + HEIGHT - share * HEIGHT;
  };

  const scale = (frame: Frame): void => {
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    if (oneByOne(model, frame.view, MOST_SINGLE)) {
      const [start, end] = rowsIn(model, frame.view);
      for (let row = start; row < end; row++)
        if (columns.end[row] !== NONE) least = Math.min(least, columns.end[row]! / 1000);
    }
    eachBin(model, frame, (bins, bin) => {
      if (bins.max[bin] === NONE) return;
      least = Math.min(least, bins.p50[bin]! / 1000);
      most = Math.max(most, bins.max[bin]! / 1000);
    });
    low = DECADES_MS.findLast((decade) => decade <= least) ?? DECADES_MS[0]!;
    high = DECADES_MS.find((decade) => decade >= most && decade > low) ?? DECADES_MS.at(-1)!;
  };

  const drawBins = (frame: Frame, top: number): void => {
    const width = binWidth(model, frame.grain);
    const { context } = frame;
    eachBin(model, frame, (bins, bin, from) => {
      const extent = frame.extent(from, from + width);
      if (!extent || bins.max[bin] === NONE) return;
      const [left, right] = extent;
      const [p50, p99, max] = [bins.p50, bins.p99, bins.max].map((values) => place(values[bin]! / 1000, top));
      context.globalAlpha = 0.28;
      frame.fill('accent', left, p99!, right - left, p50! - p99!);
      context.globalAlpha = 1;
      frame.fill('accent', left, p50! - 0.7, right - left, 1.4);
      frame.fill('accent', left, p99! - 0.6, right - left, 1.2);
      frame.fill('ink', (left + right) / 2 - 1.2, max! - 1.2, 2.4, 2.4);
    });
    frame.note('p50 to p99', top + 26, 'accent');
    frame.note('worst answer', top + 41, 'ink');
  };

  return {
    title: 'Latency',
    height: HEIGHT,
    draw(frame, top) {
      scale(frame);
      for (const decade of DECADES_MS) if (decade >= low && decade <= high) frame.base(place(decade, top));
      if (oneByOne(model, frame.view, MOST_SINGLE)) {
        for (const [row, x, y] of singles(frame, top))
          frame.fill(columns.outcome[row] === 0 ? 'accent' : 'bad', x - 1.5, y - 1.5, 3, 3);
        frame.note('each answer', top + 26, 'accent');
      } else drawBins(frame, top);
      frame.note('from intended start', top + 9);
      for (const decade of DECADES_MS)
        if (decade > low && decade <= high) frame.haloed(nominal(decade), frame.left + 4, place(decade, top) + 11);
    },
    read(us, grain) {
      const found = binAt(model, us, grain);
      if (!found || found.bins.max[found.bin] === NONE) return 'nothing answered';
      const { bins, bin } = found;
      const [p50, p99, max] = [bins.p50, bins.p99, bins.max].map((values) => duration(values[bin]! / 1000));
      return `p50 ${p50}, p99 ${p99}, worst ${max}`;
    },
    describe: () =>
      'From the intended start of each request: half of the answers, 99 % of them, and the worst. The table of operations has the figures.',
    pick: (frame, top, x, y) => (oneByOne(model, frame.view, MOST_SINGLE) ? nearest(singles(frame, top), x, y) : null),
  };
};
