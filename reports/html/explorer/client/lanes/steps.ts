import { counted, duration } from '../../../../words/index.ts';
import type { Bar } from '../../data.ts';
import type { Model } from '../../model.ts';
import { type Frame, SMALL, STRONG } from '../frame.ts';
import type { Lane } from '../lane.ts';

const ROW = 18;
const LOOKS: Readonly<Record<string, string>> = {
  stage: 'sunken',
  done: 'accent',
  failed: 'bad',
  interrupted: 'doubt',
  undo: 'soft',
  command: 'old',
};

const drawBar = (frame: Frame, bar: Bar, y: number, until: number): void => {
  const extent = frame.extent(bar.from, bar.to ?? frame.view.span);
  if (!extent) return;
  const [from, to] = extent;
  frame.fill(LOOKS[bar.look] ?? 'old', from, y, Math.max(1.5, to - from - 1), ROW - 4);
  const font = bar.depth === 0 ? STRONG : SMALL;
  const inside = frame.fitted(bar.label, to - from - 8, font);
  if (inside.length > 3) {
    frame.text(inside, from + 4, y + 11, bar.depth === 0 ? 'ink' : 'surface', font);
    return;
  }
  // Beside it, as far as the next one leaves room.
  const beside = frame.fitted(bar.label, until - to - 8, font);
  if (beside.length > 3) frame.text(beside, to + 3, y + 11, 'soft', font);
};

/** Stages, their steps, and what was done in each: a tree, lying on its side. */
export const stepsLane = ({ state }: Model): Lane => {
  const rows = ([0, 1, 2] as const).map((depth) =>
    state.bars.filter((bar) => bar.depth === depth).sort((a, b) => a.from - b.from),
  );
  const at = (depth: number, us: number): Bar | undefined =>
    rows[depth]!.findLast(({ from, to }) => from <= us && us <= (to ?? state.span));
  return {
    title: 'Steps and commands',
    height: 3 * ROW,
    draw(frame, top) {
      for (const [depth, bars] of rows.entries())
        for (const [i, bar] of bars.entries()) {
          const next = bars[i + 1];
          drawBar(frame, bar, top + depth * ROW, next ? frame.x(next.from) : frame.right);
        }
    },
    read: (us) => at(1, us)?.label ?? at(0, us)?.label ?? 'between steps',
    describe() {
      const steps = rows[1]!.map(
        ({ label, from, to }) => `${label}, ${to === null ? 'not ended' : duration((to - from) / 1000)}`,
      );
      return `${counted(steps.length, 'step')}: ${steps.join('; ')}.`;
    },
  };
};
