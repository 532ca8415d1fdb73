import type { Judgement } from '../../harness/judge/index.ts';
import { count, duration, type Markup } from '../words/index.ts';
import { alarming, aside, name, section } from './pieces.ts';
import { table } from './table.ts';

export const cyclesSection = ({ cycles }: Judgement): Markup | false =>
  cycles.length > 0 &&
  section(
    'cycles',
    'Lives',
    aside(
      'Users who create something, wait until it is there, use it and delete it. An answer that accepts a request promises only that it will be done; here it shows whether it was.',
    ),
    table(
      'Lives from creation to deletion',
      [
        { head: 'Life' },
        { head: 'Completed', kind: 'number' },
        { head: 'Came to nothing', kind: 'number' },
        { head: 'p50', kind: 'number' },
        { head: 'p99', kind: 'number' },
        { head: 'Longest', kind: 'number' },
      ],
      cycles.map((cycle) => ({
        cells: [
          name(cycle.name),
          count(cycle.completed),
          alarming(cycle.failed),
          duration(cycle.durationMs?.p50),
          duration(cycle.durationMs?.p99),
          duration(cycle.durationMs?.max),
        ],
      })),
    ),
  );
