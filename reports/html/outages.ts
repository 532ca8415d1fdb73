import type { Judgement, Outage } from '../../harness/judge/index.ts';
import { count, duration, type Markup, markup, moment } from '../words/index.ts';
import { aside, folded, name, nothing, section, stepLink } from './pieces.ts';
import { type Column, type Row, table } from './table.ts';

const SHOWN = 12;

const COLUMNS: readonly Column[] = [
  { head: 'Service' },
  { head: 'Operation' },
  { head: 'Lane' },
  { head: 'Step' },
  { head: 'From', kind: 'number' },
  { head: 'First success', kind: 'number' },
  { head: 'At least', kind: 'number' },
  { head: 'At most', kind: 'number' },
  { head: 'Failed requests', kind: 'number' },
];

const atMost = ({ upperMs }: Outage): Markup =>
  upperMs === null ? markup`<span class="hot">never came back</span>` : markup`${duration(upperMs)}`;

const row = (outage: Outage): Row => ({
  cells: [
    name(outage.service),
    name(outage.operation),
    name(outage.lane),
    stepLink(outage.step),
    moment(outage.from),
    moment(outage.to),
    duration(outage.lowerMs),
    atMost(outage),
    count(outage.failed),
  ],
});

// What never came back is longer than anything that did.
const length = ({ lowerMs, upperMs }: Outage): number => (upperMs === null ? Number.MAX_VALUE : lowerMs);

export const outagesSection = ({ outages, proof }: Judgement): Markup => {
  const title = 'Outages';
  if (outages.length === 0)
    return section(
      'outages',
      title,
      nothing(
        `No operation stopped working. One of ${duration(proof.detectableMs)} or longer for everybody would have been seen with 95 % certainty.`,
      ),
    );
  const rows = outages.toSorted((a, b) => length(b) - length(a)).map(row);
  const rest = rows.slice(SHOWN);
  return section(
    'outages',
    title,
    aside(
      'The longest first, for each operation and lane. At least: from the first failure to the last. At most: from the last success before to the first one after.',
    ),
    table('Stretches of time in which an operation did not work', COLUMNS, rows.slice(0, SHOWN)),
    rest.length > 0 &&
      markup`<div class="rest">${folded(`Show ${count(rest.length)} shorter ones`, table('Shorter stretches of time in which an operation did not work', COLUMNS, rest))}</div>`,
  );
};
