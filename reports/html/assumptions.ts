import type { Assumption, Judgement } from '../../harness/judge/index.ts';
import { counted, cut, type Markup, markup } from '../words/index.ts';
import { icon } from './icons.ts';
import { aside, name, nothing, section } from './pieces.ts';
import { table } from './table.ts';

const state = ({ holds, measured }: Assumption): Markup => {
  if (!holds) return markup`<span class="state doubt">${icon('unclear')} broken</span>`;
  return measured === false
    ? markup`<span class="state">${icon('note')} not measured</span>`
    : markup`<span class="state good">${icon('yes')} holds</span>`;
};

const detail = ({ holds, detail: measured, fix }: Assumption): Markup =>
  markup`${cut(measured, 1000)}${!holds && fix !== '' && markup`<br><b>Mend it:</b> ${cut(fix, 1000)}`}`;

/** Was the experiment valid? Broken ones first. */
export const assumptionsSection = ({ assumptions }: Judgement): Markup => {
  const broken = assumptions.filter(({ holds }) => !holds);
  const ordered = [...broken, ...assumptions.filter(({ holds }) => holds)];
  const unmeasured = assumptions.filter(({ holds, measured }) => holds && measured === false).length;
  const sum =
    broken.length === 0
      ? `All ${counted(assumptions.length - unmeasured, 'condition')} for a valid experiment held${unmeasured > 0 ? `; ${unmeasured} could not be measured in this run` : ''}.`
      : `${broken.length} of ${counted(assumptions.length, 'condition')} for a valid experiment did not hold. A broken one makes a run inconclusive, unless a finding refuses it anyway.`;
  if (assumptions.length === 0)
    return section('assumptions', 'Assumptions', nothing('None was judged, so this run proves nothing.'));
  return section(
    'assumptions',
    'Assumptions',
    aside(sum),
    table(
      'Conditions without which the experiment proves nothing',
      [{ head: 'Condition', kind: 'long' }, { head: 'State' }, { head: 'Measured against needed', kind: 'long' }],
      ordered.map((assumption) => ({
        id: `assumption-${assumption.name.replace(/[^\w-]+/g, '-')}`,
        cells: [name(assumption.title), state(assumption), detail(assumption)],
      })),
    ),
  );
};
