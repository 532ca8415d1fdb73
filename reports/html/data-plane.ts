import type { Judgement } from '../../harness/judge/index.ts';
import { count, duration, type Markup } from '../words/index.ts';
import { alarming, aside, name, section } from './pieces.ts';
import { table } from './table.ts';

export const dataPlaneSection = ({ companions }: Judgement): Markup | false =>
  companions.length > 0 &&
  section(
    'data-plane',
    'Data plane',
    aside(
      'What users made before the upgrade and went on using, whatever became of the services that made it. Each was asked for again and again, from before the first change to the end.',
    ),
    table(
      'What had to stay reachable',
      [
        { head: 'What' },
        { head: 'Probes', kind: 'number' },
        { head: 'Failed', kind: 'number' },
        { head: 'Longest time without a probe', kind: 'number' },
        { head: 'p50', kind: 'number' },
        { head: 'p99', kind: 'number' },
        { head: 'Longest', kind: 'number' },
      ],
      companions.map((companion) => ({
        cells: [
          name(companion.name),
          count(companion.probes),
          alarming(companion.failed),
          duration(companion.longestGapMs),
          duration(companion.latencyMs?.p50),
          duration(companion.latencyMs?.p99),
          duration(companion.latencyMs?.max),
        ],
      })),
    ),
  );
