import { count, counted } from '../../../../words/index.ts';
import type { Model } from '../../model.ts';
import type { Lane } from '../lane.ts';
import { highestIn, sampleAt, sampleLine } from './samples.ts';

const HEIGHT = 44;

/** What the load balancers counted: open sessions, requests that waited, and each retry, redispatch and error. */
export const proxyLane = ({ state }: Model): Lane => {
  const { t, sessions, queued, added } = state.proxy;
  const totals = new Map<string, number>();
  for (const [, kind, more] of added) totals.set(kind, (totals.get(kind) ?? 0) + more);
  return {
    title: 'Proxy counters',
    height: HEIGHT + 12,
    draw(frame, top) {
      const highest = Math.max(1, highestIn(frame, t, sessions), highestIn(frame, t, queued));
      const y = (value: number): number => top + HEIGHT - (value / highest) * (HEIGHT - 4);
      frame.base(top + HEIGHT);
      sampleLine(frame, t, sessions, 'accent', y);
      if (highestIn(frame, t, queued) > 0) sampleLine(frame, t, queued, 'doubt', y);
      frame.ticks(
        'bad',
        added.map(([at]) => at),
        top + HEIGHT + 3,
      );
      frame.haloed(`up to ${count(highest)}`, frame.right - 4, top + 6, 'soft', undefined, 'right');
      frame.note('sessions', top + 9, 'accent');
      frame.note('waiting for a server', top + 24, 'doubt');
      frame.note('retries, errors', top + 39, 'bad');
    },
    read(us) {
      const i = sampleAt(t, us);
      if (i === -1) return 'not sampled';
      const before = t[i - 1] ?? 0;
      const more = added.filter(([at]) => at > before && at <= t[i]!).map(([, kind, many]) => `${kind} +${many}`);
      return [counted(sessions[i]!, 'session'), `${count(queued[i])} waiting`, ...more].join(', ');
    },
    describe: () =>
      `${counted(t.length, 'sample')}. ${totals.size === 0 ? 'No retry, no redispatch, no error was counted.' : `Counted: ${[...totals].map(([kind, many]) => `${kind} ${many}`).join(', ')}.`}`,
  };
};
