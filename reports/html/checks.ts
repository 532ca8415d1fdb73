import type { Check, Judgement } from '../../harness/judge/index.ts';
import { brief, counted, cut, duration, type Markup, markup } from '../words/index.ts';
import { aside, folded, name, nothing, section } from './pieces.ts';
import { groupedTable } from './table.ts';

const ERROR_LIMIT = 1_500;
/** Names of Tempest tests are long, and what tells them apart is at their end. */
const NAME_LIMIT = 300;

const title = ({ name: full }: Check): Markup => markup`<bdi>${brief(full, NAME_LIMIT)}</bdi>`;

const outcome = (value: Check['before']): Markup => {
  if (value === null) return markup`<span class="zero">not made</span>`;
  return value === 'passed' ? markup`passed` : markup`<span class="hot">failed</span>`;
};

const worse = ({ before, after }: Check): boolean => after === 'failed' && before !== 'failed';
const fine = ({ before, after }: Check): boolean => before !== 'failed' && after === 'passed';

const told = ({ file, error, advice }: Check): Markup =>
  markup`<code>${name(file)}</code>${error !== null && folded('Why it failed', markup`<pre tabindex="0">${cut(error, ERROR_LIMIT)}</pre>`)}${advice.length > 0 && folded(counted(advice.length, 'piece of advice', 'pieces of advice'), markup`<pre tabindex="0">${cut(advice.join('\n'), ERROR_LIMIT)}</pre>`)}`;

const row = (check: Check) => ({
  cells: [title(check), outcome(check.before), outcome(check.after), duration(check.milliseconds), told(check)],
});

/** What was looked at before and again after. What changed comes first. */
export const checksSection = ({ checks }: Judgement): Markup => {
  if (checks.length === 0) return section('checks', 'Checks', nothing('This scenario has no checks.'));
  const groups = [
    { title: 'Worse than before', rows: checks.filter(worse).map(row) },
    { title: 'Otherwise not fine', rows: checks.filter((check) => !worse(check) && !fine(check)).map(row) },
    { title: 'Passed', rows: checks.filter(fine).map(row) },
  ];
  return section(
    'checks',
    'Checks',
    aside(`${counted(checks.length, 'check')}, made before anything was touched and again when all was done.`),
    groupedTable(
      'Checks before and after the upgrade',
      [
        { head: 'Check', kind: 'long' },
        { head: 'Before' },
        { head: 'After' },
        { head: 'Took', kind: 'number' },
        { head: 'Where', kind: 'long' },
      ],
      groups.filter(({ rows }) => rows.length > 0),
    ),
  );
};
