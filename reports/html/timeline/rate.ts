import type { Bins } from '../../account/index.ts';
import { brief, type Markup, markup, nominal, rate } from '../../words/index.ts';
import { type Axis, type Lane, PLOT, short } from './canvas.ts';

const TOP = 18;
const HEIGHT = 84;
const SHADES = 6;

export const serverShade = (index: number): string => `server-${((index - 1) % SHADES) + 1}`;

interface Layer {
  readonly label: string;
  readonly shade: string;
  readonly values: Uint32Array;
}

const layers = (bins: Bins, servers: readonly string[]): readonly Layer[] =>
  bins.byServer
    .map((values, i) =>
      i === 0
        ? { label: 'server not told', shade: 'server-none', values }
        : { label: servers[i - 1] ?? '?', shade: serverShade(i), values },
    )
    // Failures lie on top of what went well: the outline stays the load that was offered.
    .concat([{ label: 'not fine', shade: 'server-failed', values: bins.notOk }])
    .filter(({ values }) => values.some((value) => value > 0));

/** Requests per second by the moment they were meant to be sent, stacked by the server that answered. */
export const rateLane = (bins: Bins, servers: readonly string[], time: Axis): Lane => {
  const seconds = bins.width / 1e6;
  const highest = Math.max(1, ...bins.offered);
  const y = (value: number): number => TOP + HEIGHT - (value / highest) * HEIGHT;
  const x = (bin: number): number => Math.min(PLOT, time.x(bin * bins.width));
  const below = new Float64Array(bins.count);
  const shown = layers(bins, servers);

  const area = ({ values, shade, label }: Layer): Markup => {
    let upper = '';
    let lower = '';
    for (let bin = 0; bin < bins.count; bin++) {
      const base = below[bin]!;
      const top = base + values[bin]!;
      const [from, to] = [short(x(bin)), short(x(bin + 1))];
      upper += `${bin === 0 ? 'M' : 'L'}${from} ${short(y(top))}H${to}`;
      lower = `V${short(y(base))}H${from}${lower}`;
      below[bin] = top;
    }
    return markup`<path class="${shade}" d="${upper}${lower}Z"><title>${brief(label, 60)}</title></path>`;
  };

  const key = ({ label, shade }: Layer, i: number): Markup =>
    markup`<rect x="0" y="${TOP + 18 + i * 15}" width="9" height="9" class="${shade}"/><text x="14" y="${TOP + 26 + i * 15}" class="note">${brief(label, 19)}</text>`;

  return {
    height: Math.max(TOP + HEIGHT + 4, TOP + 22 + shown.length * 15),
    legend: markup`<text y="12" class="head">Requests per second</text><text y="${TOP + 9}" class="note">${brief(`per ${nominal(bins.width / 1000)}, by server`, 24)}</text>${shown.map(key)}`,
    plot: markup`<path class="base" d="M0 ${TOP + HEIGHT}H${PLOT}"/>${shown.map(area)}<text x="${PLOT - 2}" y="${TOP - 4}" class="note" text-anchor="end">highest ${rate(highest / seconds)}</text>`,
  };
};
