import { wallClock } from '../../../words/index.ts';
import type { Exploration } from '../data.ts';
import { widthOf } from '../view.ts';
import { type Frame, STRONG } from './frame.ts';

const MOST_TICKS_APART = 96;
const STEPS_US = [1, 2, 5].flatMap((step) => [1, 10, 100, 1000, 10_000, 100_000].map((scale) => step * scale));
const LONG_US = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map((s) => s * 1e6);
const TICKS = [...STEPS_US, ...LONG_US].sort((a, b) => a - b);

const label = (us: number, step: number): string => {
  const seconds = us / 1e6;
  if (step < 1e6) return `${seconds.toFixed(Math.max(1, Math.ceil(-Math.log10(step / 1e6))))} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')} min`;
};

/** Lines through all lanes, seconds above them; stages begin where a line is broken. */
export const drawAxis = (frame: Frame, { bars, started }: Exploration, height: number): void => {
  const { view } = frame;
  const most = Math.max(2, Math.floor(frame.width / MOST_TICKS_APART));
  const step = TICKS.find((each) => widthOf(view) / each <= most) ?? TICKS.at(-1)!;
  for (let us = Math.ceil(view.from / step) * step; us <= view.to; us += step) {
    const x = Math.round(frame.x(us));
    frame.fill('line', x, 18, 1, height);
    const align = x < frame.left + 24 ? 'left' : x > frame.right - 28 ? 'right' : 'center';
    frame.text(
      label(us, step),
      align === 'left' ? x + 2 : align === 'right' ? frame.right - 3 : x,
      13,
      'soft',
      undefined,
      align,
    );
  }
  frame.context.save();
  frame.context.setLineDash([2, 3]);
  frame.context.strokeStyle = frame.ink('strong');
  for (const { depth, from } of bars) {
    if (depth !== 0 || from < view.from || from > view.to) continue;
    frame.context.beginPath();
    frame.context.moveTo(Math.round(frame.x(from)) + 0.5, 20);
    frame.context.lineTo(Math.round(frame.x(from)) + 0.5, height);
    frame.context.stroke();
  }
  frame.context.restore();
  if (frame.left > 0) frame.text(`${wallClock(started, view.from).slice(0, 12)} UTC`, 12, 13, 'soft', STRONG);
};
