import type { Judgement, StepAccount } from '../../harness/judge/index.ts';
import { cut, interval, type Markup, signed } from '../words/index.ts';
import { aside, name, section } from './pieces.ts';
import { type Row, table } from './table.ts';

const row = ({ step, title, latencyChange }: StepAccount): Row[] =>
  latencyChange === null
    ? []
    : [
        {
          cells: [
            name(step),
            cut(title, 200),
            ...[latencyChange.p50, latencyChange.p99].flatMap((change) => [signed(change.ms), interval(change)]),
          ],
        },
      ];

/** How much later answers came in each step than in the baseline. */
export const latencySection = ({ steps }: Judgement): Markup | false => {
  const rows = steps.flatMap(row);
  return (
    rows.length > 0 &&
    section(
      'latency',
      'Latency against the baseline',
      aside(
        'Differences to the time before the upgrade, from the intended start of each request. The intervals hold the true difference with at least 95 % certainty, whatever the distributions. Too few: there are not enough requests to bound it.',
      ),
      table(
        'Change of latency by step',
        [
          { head: 'Step' },
          { head: 'What', kind: 'long' },
          { head: 'p50', kind: 'number' },
          { head: '95 % interval', kind: 'number' },
          { head: 'p99', kind: 'number' },
          { head: '95 % interval', kind: 'number' },
        ],
        rows,
      ),
    )
  );
};
