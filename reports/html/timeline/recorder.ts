import type { JournalEvent } from '../../../harness/journal/index.ts';
import { duration, markup, nominal } from '../../words/index.ts';
import { type Axis, type Lane, PLOT, short } from './canvas.ts';

const TOP = 18;
const HEIGHT = 32;

/** How late the recorder itself was. Where it was, latency says something about the recorder, not the service. */
export const recorderLane = (journal: readonly JournalEvent[], time: Axis): Lane => {
  const pulses = journal.filter((event) => event.event === 'pulse');
  const worst = pulses.reduce((most, { lateMs, loopMs }) => Math.max(most, lateMs, loopMs), 0);
  const highest = Math.max(worst, 10);
  const y = (ms: number): string => short(TOP + HEIGHT - (ms / highest) * HEIGHT);
  const line = (pick: (pulse: (typeof pulses)[number]) => number): string =>
    pulses.map((pulse, i) => `${i === 0 ? 'M' : 'L'}${short(time.x(pulse.t))} ${y(pick(pulse))}`).join('');
  return {
    height: TOP + HEIGHT + 4,
    legend: markup`<text y="12" class="head">Recorder lateness</text><text y="${TOP + 11}" class="note">worst ${duration(worst)}</text><path class="line-late" d="M0 ${TOP + 20}h9"/><text x="14" y="${TOP + 24}" class="note">sending</text><path class="line-loop" d="M68 ${TOP + 20}h9"/><text x="82" y="${TOP + 24}" class="note">loop</text>`,
    plot: markup`<path class="base" d="M0 ${TOP + HEIGHT}H${PLOT}"/><text x="${PLOT - 2}" y="${TOP - 4}" class="note" text-anchor="end">up to ${highest === 10 ? nominal(highest) : duration(highest)}</text><path class="line-loop" d="${line(({ loopMs }) => loopMs)}"/><path class="line-late" d="${line(({ lateMs }) => lateMs)}"/>`,
  };
};
