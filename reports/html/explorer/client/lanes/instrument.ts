import { counted, duration } from '../../../../words/index.ts';
import type { Model } from '../../model.ts';
import type { Lane } from '../lane.ts';
import { highestIn, sampleAt, sampleLine } from './samples.ts';

const HEIGHT = 36;
/** ms: below this nothing is worth a taller line. */
const LEAST = 10;

/** How well the recorder itself was. Where it was not, latency says something about it and not about the service. */
export const instrumentLane = ({ state }: Model): Lane => {
  const { t, late, loop, canary, canaryFailed } = state.instrument;
  return {
    title: 'Instrument',
    height: HEIGHT + 12,
    draw(frame, top) {
      const highest = Math.max(LEAST, ...[late, loop, canary].map((values) => highestIn(frame, t, values)));
      const y = (value: number): number => top + HEIGHT - (value / highest) * (HEIGHT - 4);
      frame.base(top + HEIGHT);
      sampleLine(frame, t, canary, 'good', y);
      sampleLine(frame, t, loop, 'old', y);
      sampleLine(frame, t, late, 'accent', y);
      frame.ticks('bad', canaryFailed, top + HEIGHT + 3);
      frame.haloed(`up to ${duration(highest)}`, frame.right - 4, top + 6, 'soft', undefined, 'right');
      frame.note('late to send', top + 9, 'accent');
      frame.note('loop stood still', top + 24, 'old');
      frame.note('control endpoint', top + 39, 'good');
    },
    read(us) {
      const i = sampleAt(t, us);
      if (i === -1) return 'no pulse';
      const asked = canary[i] == null ? '' : `, control ${duration(canary[i])}`;
      return `late ${duration(late[i])}, loop ${duration(loop[i])}${asked}`;
    },
    describe: () =>
      `Worst lateness of sending ${duration(worst(late))}, of the event loop ${duration(worst(loop))}, of the control endpoint ${duration(worst(canary))}; the control endpoint failed ${counted(canaryFailed.length, 'time')}.`,
  };
};

const worst = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null);
