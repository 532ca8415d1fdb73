import type { BrownOut, Judgement, ServiceOutage, Stall } from '../../harness/judge/index.ts';
import { type Content, count, duration, type Markup, markup, moment, share } from '../words/index.ts';
import { aside, name, section, stepLink } from './pieces.ts';
import { type Column, type Row, table } from './table.ts';

const MOST = 50;

const column = (head: string): Column => ({ head, kind: 'number' });
const PLACE: readonly Column[] = [{ head: 'Service' }, { head: 'Step' }, column('From'), column('To')];

const place = ({ service, step, from, to }: BrownOut | Stall | ServiceOutage): readonly Content[] => [
  name(service),
  stepLink(step),
  moment(from),
  moment(to),
];

const outage = (one: ServiceOutage): Row => ({
  cells: [
    ...place(one),
    duration(one.lowerMs),
    one.upperMs === null ? markup`<span class="hot">never came back</span>` : duration(one.upperMs),
    count(one.failed),
  ],
});

const brownOut = (one: BrownOut): Row => ({
  cells: [
    ...place(one),
    count(one.requests),
    count(one.failed),
    share(one.share),
    `${share(one.lower)} to ${share(one.upper)}`,
  ],
});

const stall = (one: Stall): Row => ({
  cells: [...place(one), count(one.late), duration(one.worstMs), duration(one.boundMs)],
});

const part = (caption: string, columns: readonly Column[], rows: readonly Row[]): Markup | false =>
  rows.length > 0 &&
  markup`<p class="aside">${caption}${rows.length > MOST && `: the first ${MOST} of ${count(rows.length)}`}</p>${table(caption, [...PLACE, ...columns], rows.slice(0, MOST))}`;

/** What happened to whole services, where something did. */
export const disturbancesSection = ({ serviceOutages, brownOuts, stalls }: Judgement): Markup | false =>
  serviceOutages.length + brownOuts.length + stalls.length > 0 &&
  section(
    'disturbances',
    'Disturbances of whole services',
    aside('Over all operations and lanes of a service together.'),
    part('Nothing succeeded', ['At least', 'At most', 'Failed requests'].map(column), serviceOutages.map(outage)),
    part(
      'Some requests failed while others succeeded',
      ['Requests', 'Failed', 'Share', '95 % interval'].map(column),
      brownOuts.map(brownOut),
    ),
    part('Answers came, but late', ['Late', 'Worst', 'Late is beyond'].map(column), stalls.map(stall)),
  );
