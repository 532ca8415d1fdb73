import type { StepAccount } from '../../harness/judge/index.ts';
import { aside, type Row, section, table } from '../html/index.ts';
import { brief, interval, type Markup, signed } from '../words/index.ts';
import type { Comparison, StepChange } from './compare.ts';

type Change = NonNullable<StepAccount['latencyChange']>['p50'];

/** Intervals that do not touch: whatever the true changes are within them, one is greater. */
export const certainly = (before: Change, after: Change): 'slower' | 'faster' | 'not certain' => {
  if (after.lower !== null && before.upper !== null && after.lower > before.upper) return 'slower';
  if (after.upper !== null && before.lower !== null && after.upper < before.lower) return 'faster';
  return 'not certain';
};

const row = ({ title, before, after }: StepChange): Row[] => {
  const [one, other] = [before?.latencyChange, after?.latencyChange];
  if (!one || !other) return [];
  const told = ([was, is]: readonly [Change, Change]) => [
    `${signed(was.ms)} (${interval(was)})`,
    `${signed(is.ms)} (${interval(is)})`,
    certainly(was, is),
  ];
  return [{ cells: [brief(title, 160), ...told([one.p50, other.p50]), ...told([one.p99, other.p99])] }];
};

/** Each run is held against its own baseline, so that a slower machine alone makes no difference. */
export const latencySection = ({ steps }: Comparison): Markup | false => {
  const rows = steps.flatMap(row);
  return (
    rows.length > 0 &&
    section(
      'latency',
      'Latency with confidence',
      aside(
        'How much later answers came in each step than before that upgrade, with intervals that hold the true difference with at least 95 % certainty. Slower or faster is said where the intervals of the two runs do not touch.',
      ),
      table(
        'Change of latency by step in both runs',
        [
          { head: 'Step', kind: 'long' },
          { head: 'p50 before', kind: 'number' },
          { head: 'p50 after', kind: 'number' },
          { head: 'p50' },
          { head: 'p99 before', kind: 'number' },
          { head: 'p99 after', kind: 'number' },
          { head: 'p99' },
        ],
        rows,
      ),
    )
  );
};
