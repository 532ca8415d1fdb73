import type { UnreadableRun } from '../../harness/judge/index.ts';
import { name, section, table } from '../html/index.ts';
import { brief, type Markup } from '../words/index.ts';

/** Nothing where all could be read. */
export const unreadableSection = (title: string, unreadable: readonly UnreadableRun[]): Markup | false =>
  unreadable.length > 0 &&
  section(
    'unreadable',
    title,
    table(
      title,
      [{ head: 'Folder' }, { head: 'Why', kind: 'long' }],
      unreadable.map(({ path, why }) => ({ cells: [name(path), brief(why, 300)] })),
    ),
  );
