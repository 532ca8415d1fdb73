import { type Markup, markup, wallClock } from '../../words/index.ts';
import { type Axis, PLOT } from './canvas.ts';

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600];

/** Seconds between ticks: about a dozen over the whole plot. */
export const tickSeconds = (span: number): number => STEPS.find((step) => span / 1e6 / step <= 14) ?? 86_400;

export const tickMoments = (span: number): readonly number[] => {
  const step = tickSeconds(span);
  const last = Math.floor(span / 1e6 / step);
  return Array.from({ length: last + 1 }, (_, i) => i * step);
};

const label = (seconds: number): string => {
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(Math.round(seconds % 60)).padStart(2, '0')} min`;
};

// At the rims a centred label would be cut.
const placed = (x: number): Markup => {
  if (x < 26) return markup`x="${x + 4}" text-anchor="start"`;
  return x > PLOT - 26 ? markup`x="${PLOT - 2}" text-anchor="end"` : markup`x="${x}" text-anchor="middle"`;
};

/** Lines through all lanes, seconds above them. */
export const ticks = ({ span, x }: Axis, height: number): Markup => {
  const marks = tickMoments(span).map((seconds) => ({ seconds, at: x(seconds * 1e6) }));
  const lines = marks.map(({ at }) => `M${at} 20V${height}`).join('');
  return markup`<path class="tick" d="${lines}"/>${marks.map(({ seconds, at }) => markup`<text ${placed(at)} y="13" class="note">${label(seconds)}</text>`)}`;
};

/** The wall clock, below the last lane, at every second tick. */
export const clock = ({ span, x }: Axis, started: string, y: number): Markup => {
  const moments = tickMoments(span).filter((_, i) => i % 2 === 0);
  return markup`${moments.map((seconds) => markup`<text ${placed(x(seconds * 1e6))} y="${y}" class="note">${wallClock(started, seconds * 1e6).slice(0, 8)}</text>`)}`;
};
