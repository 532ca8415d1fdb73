import type { Judgement, PastRun } from '../../harness/judge/index.ts';
import { duration, type Markup, markup, wallDate } from '../words/index.ts';
import type { Series } from './series.ts';

const WIDTH = 1064;
const HEIGHT = 120;
const TOP = 26;
const RIGHT = 130;

type Figure = (judgement: Judgement) => number | null;

const lasted: Figure = ({ run }) => run.seconds * 1000;
const p99: Figure = ({ proof }) => proof.latencyMs?.p99 ?? null;

/** Verdicts as marks in a row, below them two curves with scales of their own: how long it took, and p99. */
export const trendChart = ({ title, runs }: Series): Markup => {
  const step = (WIDTH - RIGHT) / Math.max(1, runs.length);
  const x = (index: number): number => Math.round((index + 0.5) * step * 10) / 10;
  const size = Math.min(12, Math.max(2, step * 0.7));
  const marks = runs.map(({ judgement }, i) => verdictMark(judgement, x(i), size));
  const said = `${title}: ${runs.length} runs, ${duration(lasted(runs.at(-1)!.judgement))} the last one`;
  return markup`<div class="scroll" role="region" aria-label="${said}" tabindex="0"><svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT + TOP + 20}" width="${WIDTH}" height="${HEIGHT + TOP + 20}" role="img" aria-label="${said}">${marks}${curve(runs, lasted, x, 'line-p50', 'lasted', TOP + 14)}${curve(runs, p99, x, 'line-p99', 'p99', TOP + 14 + HEIGHT / 2)}<text x="2" y="${HEIGHT + TOP + 16}" class="note">${wallDate(runs[0]!.judgement.run.started).slice(0, 10)}</text><text x="${WIDTH - RIGHT}" y="${HEIGHT + TOP + 16}" text-anchor="end" class="note">${wallDate(runs.at(-1)!.judgement.run.started).slice(0, 10)}</text></svg></div>`;
};

const WORDS = { certified: 'good', refused: 'bad', inconclusive: 'doubt' } as const;

/** By height as well as by colour: a certificate stands on the line, a refusal above it, doubt is hollow. */
const verdictMark = ({ verdict, run, sentence }: Judgement, x: number, size: number): Markup => {
  const y = verdict === 'refused' ? 2 : 10;
  const told = markup`<title>${run.name}: ${sentence}</title>`;
  return markup`<rect class="mark ${WORDS[verdict]}" x="${Math.round((x - size / 2) * 10) / 10}" y="${y}" width="${size}" height="${size}">${told}</rect>`;
};

const curve = (
  runs: readonly PastRun[],
  figure: Figure,
  x: (index: number) => number,
  kind: string,
  title: string,
  top: number,
): Markup => {
  const values = runs.map(({ judgement }) => figure(judgement));
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return markup``;
  const most = Math.max(...known, 1e-9);
  const room = HEIGHT / 2 - 12;
  const y = (value: number): number => Math.round((top + room - (value / most) * room) * 10) / 10;
  const path = values
    .map((value, i) => (value === null ? '' : `${values[i - 1] === null || i === 0 ? 'M' : 'L'}${x(i)} ${y(value)}`))
    .join('');
  const points = values.map((value, i) => (value === null ? '' : `M${x(i)} ${y(value)}h0`)).join('');
  const last = known.at(-1)!;
  return markup`<path class="base" d="M0 ${top + room}H${WIDTH - RIGHT}"/><path class="${kind}" d="${path}"/><path class="points ${kind}" d="${points}"/><text x="${WIDTH - RIGHT + 8}" y="${y(last) + 4}" class="note">${title} ${duration(last)}</text>`;
};
