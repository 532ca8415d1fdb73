import type { Exhibit } from '../../../harness/judge/index.ts';
import { brief, counted, type Markup, markup } from '../../words/index.ts';
import { type Axis, type Lane, PLOT, short } from './canvas.ts';

const TOP = 18;
const ROW = 17;

const TONES: Record<string, string> = { failed: 'mark-failed', unknown: 'mark-unknown' };

const kindOf = ({ outcome, failure, status }: Exhibit): string => {
  const why = failure === 'status' && status !== null ? `status ${status}` : failure;
  return outcome === 'failed' ? why : `${outcome}: ${why}`;
};

/** Every request that was not fine is a mark of its own. None is thinned out, however many there are. */
export const failuresLane = (requests: readonly Exhibit[], time: Axis): Lane => {
  const kinds = [...Map.groupBy(requests, kindOf)].sort(([, a], [, b]) => b.length - a.length);
  const row = ([kind, marks]: (typeof kinds)[number], i: number): Markup => {
    const y = TOP + i * ROW;
    const path = marks.map(({ intended }) => `M${short(time.x(intended))} ${y + 1}v12`).join('');
    return markup`<path class="base" d="M0 ${y + 14}H${PLOT}"/><path class="${TONES[marks[0]!.outcome] ?? 'mark-unsent'}" d="${path}"><title>${brief(kind, 60)}: ${counted(marks.length, 'request')}</title></path>`;
  };
  const label = ([kind, marks]: (typeof kinds)[number], i: number): Markup =>
    markup`<text y="${TOP + i * ROW + 11}" class="lane">${brief(kind, 17)}</text><text x="126" y="${TOP + i * ROW + 11}" class="note" text-anchor="end">${marks.length}</text>`;
  return {
    height: TOP + Math.max(1, kinds.length) * ROW,
    legend: markup`<text y="12" class="head">Failures</text>${kinds.length === 0 && markup`<text y="${TOP + 10}" class="note">none</text>`}${kinds.map(label)}`,
    plot: markup`<path class="base" d="M0 ${TOP + 14}H${PLOT}"/>${kinds.map(row)}`,
  };
};
