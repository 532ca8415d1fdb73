import { type Check, type Judgement, type Standing, standingOf } from '../../harness/judge/index.ts';
import { brief, counted, cut, duration, type Markup, markup } from '../words/index.ts';
import { aside, folded, name, nothing, section } from './pieces.ts';
import { groupedTable } from './table.ts';

const ERROR_LIMIT = 1_500;
/** Names of Tempest tests are long, and what tells them apart is at their end. */
const NAME_LIMIT = 300;

const title = ({ name: full }: Check): Markup => markup`<bdi>${brief(full, NAME_LIMIT)}</bdi>`;

const outcome = (value: Check['before'], { skipped }: Check): Markup => {
  if (value === null) return markup`<span class="zero">${skipped === null ? 'not made' : 'skipped'}</span>`;
  return value === 'passed' ? markup`passed` : markup`<span class="hot">failed</span>`;
};

const told = ({ file, error, advice, skipped: why }: Check): Markup =>
  markup`<code>${name(file)}</code>${why !== null && folded('Why it was skipped', markup`<pre tabindex="0">${cut(why, ERROR_LIMIT)}</pre>`)}${error !== null && folded('Why it failed', markup`<pre tabindex="0">${cut(error, ERROR_LIMIT)}</pre>`)}${advice.length > 0 && folded(counted(advice.length, 'piece of advice', 'pieces of advice'), markup`<pre tabindex="0">${cut(advice.join('\n'), ERROR_LIMIT)}</pre>`)}`;

const row = (meanwhile: boolean) => (check: Check) => ({
  cells: [
    title(check),
    outcome(check.before, check),
    ...(meanwhile ? [outcome(check.during, check)] : []),
    outcome(check.after, check),
    duration(check.milliseconds),
    told(check),
  ],
});

/** What was looked at before and again after. What changed comes first. */
export const checksSection = ({ checks }: Judgement): Markup => {
  if (checks.length === 0) return section('checks', 'Checks', nothing('This scenario has no checks.'));
  const meanwhile = checks.some(({ during }) => during !== null);
  const group = (title: string, ...standings: Standing[]) => ({
    title,
    rows: checks.filter((check) => standings.includes(standingOf(check))).map(row(meanwhile)),
  });
  const groups = [
    group('Worse than before', 'worse'),
    group('Otherwise not fine', 'failing', 'gone', 'better'),
    group('Passed', 'fine'),
    group('Skipped', 'skipped'),
  ];
  return section(
    'checks',
    'Checks',
    aside(
      `${counted(checks.length, 'check')}, made before anything was touched${meanwhile ? ', some of them while nodes changed sides,' : ''} and again when all was done.`,
    ),
    groupedTable(
      'Checks before and after the upgrade',
      [
        { head: 'Check', kind: 'long' },
        { head: 'Before' },
        ...(meanwhile ? [{ head: 'Meanwhile' }] : []),
        { head: 'After' },
        { head: 'Took', kind: 'number' },
        { head: 'Where', kind: 'long' },
      ],
      groups.filter(({ rows }) => rows.length > 0),
    ),
  );
};
