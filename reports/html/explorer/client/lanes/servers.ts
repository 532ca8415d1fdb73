import { moment } from '../../../../words/index.ts';
import type { Row, Stretch } from '../../data.ts';
import type { Model } from '../../model.ts';
import { type Frame, STRONG } from '../frame.ts';
import type { Lane } from '../lane.ts';

const STATE = 15;
const RELEASE = 16;

const at = (stretches: readonly Stretch[], us: number): string | undefined =>
  stretches.findLast(([from, to]) => from <= us && us <= to)?.[2];

const drawState = (frame: Frame, [from, to, state]: Stretch, y: number): void => {
  const extent = frame.extent(from, to);
  if (!extent) return;
  const [left, right] = extent;
  const width = right - left;
  const hatch = { drain: 'doubt', 'drain-stopped': 'doubt', maint: 'soft' }[state];
  const ground = { ready: 'good-tint', drain: 'doubt-tint', down: 'bad' }[state] ?? 'sunken';
  frame.fill(ground, left, y, width, STATE);
  if (hatch) frame.hatched(hatch, left, y, width, STATE);
  frame.context.strokeStyle = frame.ink({ ready: 'good', down: 'bad', maint: 'soft' }[state] ?? 'doubt');
  frame.context.lineWidth = 0.8;
  frame.context.strokeRect(left + 0.4, y + 0.4, Math.max(0, width - 0.8), STATE - 0.8);
  const word = { down: 'DOWN', 'drain-stopped': 'drain, stopped' }[state] ?? state;
  const room = frame.left === 0 && left === 0 ? 90 : 6;
  if (frame.textWidth(word) > width - room - 4) return;
  if (state === 'down') frame.text(word, left + room, y + 11, 'surface', STRONG);
  else frame.haloed(word, left + room, y + 11, 'ink');
};

const drawRelease = (frame: Frame, [from, to, release]: Stretch, y: number, target: string): void => {
  const extent = frame.extent(from, to);
  if (!extent) return;
  const [left, right] = extent;
  frame.fill(release === target ? 'accent' : 'old', left, y, right - left, 3);
  frame.text(frame.fitted(release, right - left - 10), left + 5, y + 13);
};

const heightOf = ({ states }: Row): number => (states.length > 0 ? STATE + 1 : 0) + RELEASE + 4;

/** What stands behind load balancers and what is installed there; or only the latter, where no load balancer is. */
export const serversLane = ({ state }: Model, title: string, rows: readonly Row[]): Lane => ({
  title,
  height: rows.reduce((sum, row) => sum + heightOf(row), 0),
  speaksForItself: true,
  draw(frame, top) {
    let y = top;
    for (const row of rows) {
      for (const stretch of row.states) drawState(frame, stretch, y);
      const below = row.states.length > 0 ? y + STATE + 1 : y;
      for (const stretch of row.releases) drawRelease(frame, stretch, below, state.names.target);
      frame.rowName(row.label, y + 11, row.states.length > 0 ? row.under : '');
      y += heightOf(row);
    }
  },
  read: (us) =>
    rows
      .map(({ label, states, releases }) =>
        [label, at(states, us)?.replace('-', ', '), at(releases, us)].filter(Boolean).join(' '),
      )
      .join(', '),
  describe: () =>
    rows
      .map(({ label, under, states, releases }) => {
        const told = [...states, ...releases].sort(([a], [b]) => a - b);
        return `${label} ${under}: ${told.map(([from, , value]) => `${value} from ${moment(from)}`).join(', ')}.`;
      })
      .join(' '),
});
