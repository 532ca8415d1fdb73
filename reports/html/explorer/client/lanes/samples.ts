import { lowerBound } from '../../columns.ts';
import type { Frame } from '../frame.ts';

/** Index of the last sample before a moment; −1: there was none yet. */
export const sampleAt = (t: readonly number[], us: number): number => lowerBound(t, us + 1) - 1;

const visible = (t: readonly number[], { view }: Frame): readonly [from: number, to: number] => [
  Math.max(0, sampleAt(t, view.from)),
  Math.min(t.length, lowerBound(t, view.to) + 1),
];

export const highestIn = (frame: Frame, t: readonly number[], values: readonly (number | null)[]): number => {
  const [from, to] = visible(t, frame);
  let highest = 0;
  for (let i = from; i < to; i++) highest = Math.max(highest, values[i] ?? 0);
  return highest;
};

/** A line through samples; what was not measured leaves a gap. */
export const sampleLine = (
  frame: Frame,
  t: readonly number[],
  values: readonly (number | null)[],
  colour: string,
  y: (value: number) => number,
): void => {
  const { context } = frame;
  const [from, to] = visible(t, frame);
  context.save();
  context.beginPath();
  context.rect(frame.left, 0, frame.width, context.canvas.height);
  context.clip();
  context.beginPath();
  let open = false;
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value === null || value === undefined) {
      open = false;
      continue;
    }
    if (open) context.lineTo(frame.x(t[i]!), y(value));
    else context.moveTo(frame.x(t[i]!), y(value));
    open = true;
  }
  context.strokeStyle = frame.ink(colour);
  context.lineWidth = 1.3;
  context.stroke();
  context.restore();
};
