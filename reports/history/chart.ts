import { duration, type Markup, markup, wallDate } from '../words/index.ts';

const WIDTH = 1064;
const HEIGHT = 120;
const TOP = 26;
const RIGHT = 130;

/** One of many, and what came of it. */
export interface TrendPoint {
  readonly tone: 'good' | 'bad' | 'doubt';
  readonly told: string;
  /** ISO 8601. */
  readonly started: string;
  /** ms; null: not known. */
  readonly lasted: number | null;
  readonly p99: number | null;
}

type Figure = (point: TrendPoint) => number | null;

/** Verdicts as marks in a row, below them two curves with scales of their own: how long it took, and p99. */
export const trendChart = (title: string, points: readonly TrendPoint[]): Markup => {
  const step = (WIDTH - RIGHT) / Math.max(1, points.length);
  const x = (index: number): number => Math.round((index + 0.5) * step * 10) / 10;
  const size = Math.min(12, Math.max(2, step * 0.7));
  const marks = points.map((point, i) => mark(point, x(i), size));
  const last = points.at(-1)!;
  const said = `${title}: ${points.length} runs, ${duration(last.lasted)} the last one`;
  return markup`<div class="scroll" role="region" aria-label="${said}" tabindex="0"><svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT + TOP + 20}" width="${WIDTH}" height="${HEIGHT + TOP + 20}" role="img" aria-label="${said}">${marks}${curve(points, ({ lasted }) => lasted, x, 'line-p50', 'lasted', TOP + 14)}${curve(points, ({ p99 }) => p99, x, 'line-p99', 'p99', TOP + 14 + HEIGHT / 2)}<text x="2" y="${HEIGHT + TOP + 16}" class="note">${wallDate(points[0]!.started).slice(0, 10)}</text><text x="${WIDTH - RIGHT}" y="${HEIGHT + TOP + 16}" text-anchor="end" class="note">${wallDate(last.started).slice(0, 10)}</text></svg></div>`;
};

/** By height as well as by colour: a certificate stands on the line, a refusal above it, doubt is hollow. */
const mark = ({ tone, told }: TrendPoint, x: number, size: number): Markup => {
  const y = tone === 'bad' ? 2 : 10;
  return markup`<rect class="mark ${tone}" x="${Math.round((x - size / 2) * 10) / 10}" y="${y}" width="${size}" height="${size}"><title>${told}</title></rect>`;
};

const curve = (
  points: readonly TrendPoint[],
  figure: Figure,
  x: (index: number) => number,
  kind: string,
  title: string,
  top: number,
): Markup => {
  const values = points.map(figure);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return markup``;
  const most = Math.max(...known, 1e-9);
  const room = HEIGHT / 2 - 12;
  const y = (value: number): number => Math.round((top + room - (value / most) * room) * 10) / 10;
  const path = values
    .map((value, i) => (value === null ? '' : `${values[i - 1] === null || i === 0 ? 'M' : 'L'}${x(i)} ${y(value)}`))
    .join('');
  const dots = values.map((value, i) => (value === null ? '' : `M${x(i)} ${y(value)}h0`)).join('');
  const last = known.at(-1)!;
  return markup`<path class="base" d="M0 ${top + room}H${WIDTH - RIGHT}"/><path class="${kind}" d="${path}"/><path class="points ${kind}" d="${dots}"/><text x="${WIDTH - RIGHT + 8}" y="${y(last) + 4}" class="note">${title} ${duration(last)}</text>`;
};
