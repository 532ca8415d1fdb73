import type { Bins } from '../../account/index.ts';
import { markup, nominal } from '../../words/index.ts';
import { type Axis, type Lane, PLOT, short } from './canvas.ts';

const TOP = 18;
const HEIGHT = 92;
const DECADES = [0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000];

/** The powers of ten (ms) that hold all values. */
export const decades = (lowest: number, highest: number): readonly [number, number] => {
  const from = DECADES.findLast((decade) => decade <= lowest) ?? DECADES[0]!;
  const to = DECADES.find((decade) => decade >= highest && decade > from) ?? DECADES.at(-1)!;
  return [from, to];
};

/** p50 to p99 as a band, the worst as dots, on a logarithmic axis: both the usual and the stall can be read. */
export const latencyLane = (bins: Bins, time: Axis): Lane => {
  const some = Array.from(bins.max, (_, bin) => bin).filter((bin) => !Number.isNaN(bins.max[bin]!));
  const legend = markup`<text y="12" class="head">Latency</text><text y="${TOP + 9}" class="note">from intended start</text><rect x="0" y="${TOP + 18}" width="9" height="9" class="band"/><text x="14" y="${TOP + 26}" class="note">p50 to p99</text><circle cx="4.5" cy="${TOP + 37.5}" r="1.8" class="worst"/><text x="14" y="${TOP + 41}" class="note">worst answer</text>`;
  if (some.length === 0)
    return { height: TOP + HEIGHT, legend, plot: markup`<text y="30" class="note">nothing was answered</text>` };

  const [low, high] = decades(
    some.reduce((least, bin) => Math.min(least, bins.p50[bin]!), Number.POSITIVE_INFINITY),
    some.reduce((most, bin) => Math.max(most, bins.max[bin]!), 0),
  );
  const scale = HEIGHT / Math.log10(high / low);
  const y = (ms: number): string => short(TOP + HEIGHT - Math.log10(Math.min(high, Math.max(low, ms)) / low) * scale);
  const left = (bin: number): string => short(time.x(bin * bins.width));
  const right = (bin: number): string => short(time.x((bin + 1) * bins.width));
  const middle = (bin: number): string => short(time.x((bin + 0.5) * bins.width));

  const band = some.map((bin) => `M${left(bin)} ${y(bins.p99[bin]!)}H${right(bin)}V${y(bins.p50[bin]!)}H${left(bin)}Z`);
  const edge = (values: Float64Array): string =>
    some
      .map((bin, i) => `${some[i - 1] === bin - 1 ? 'L' : 'M'}${left(bin)} ${y(values[bin]!)}H${right(bin)}`)
      .join('');
  const worst = some.map((bin) => `M${middle(bin)} ${y(bins.max[bin]!)}h0`).join('');
  const grid = DECADES.filter((decade) => decade >= low && decade <= high);
  return {
    height: TOP + HEIGHT + 4,
    legend,
    plot: markup`<path class="base" d="${grid.map((ms) => `M0 ${y(ms)}H${PLOT}`).join('')}"/><path class="band" d="${band.join('')}"/><path class="line-p50" d="${edge(bins.p50)}"/><path class="line-p99" d="${edge(bins.p99)}"/><path class="worst-dots" d="${worst}"/>${grid.map((ms) => markup`<text x="3" y="${Number(y(ms)) - 3}" class="note halo">${nominal(ms)}</text>`)}`,
  };
};
