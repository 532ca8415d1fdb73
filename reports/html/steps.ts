import type { Evidence, Judgement, StepAccount } from '../../harness/judge/index.ts';
import { count, cut, duration, type Markup, markup, moment } from '../words/index.ts';
import { alarming, aside, name, section, stepId } from './pieces.ts';
import { type Column, FATES, type Group, groupedTable, type Row } from './table.ts';

const OUTCOMES = { done: 'done', failed: 'failed', interrupted: 'interrupted', 'not-run': 'not run' } as const;

const COLUMNS: readonly Column[] = [
  { head: 'Step' },
  { head: 'What', kind: 'long' },
  { head: 'Took', kind: 'number' },
  { head: 'Requests', kind: 'number' },
  ...FATES,
  { head: 'Began', kind: 'number' },
  { head: 'Outcome' },
];

const milliseconds = ({ from, to }: StepAccount): number | null => (to === null ? null : (to - from) / 1000);

const took = (step: StepAccount, longest: number): Markup => {
  const ms = milliseconds(step);
  if (step.outcome === 'not-run' || ms === null) return markup`–`;
  const length = ((ms / longest) * 100).toFixed(1);
  return markup`<svg class="length" viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="5"/><rect class="value" width="${length}" height="5"/></svg>${duration(ms)}`;
};

const outcome = ({ outcome: word }: StepAccount): Markup => {
  const tone = { done: 'zero', failed: 'hot', interrupted: 'warm', 'not-run': 'zero' }[word];
  return markup`<span class="${tone}">${OUTCOMES[word]}</span>`;
};

const row = (step: StepAccount, longest: number): Row => {
  const ran = step.outcome !== 'not-run';
  const figures = [
    took(step, longest),
    count(step.intended),
    alarming(step.failed),
    alarming(step.unknown, 'warm'),
    alarming(step.notSent, 'warm'),
    duration(step.latencyMs?.p50),
    duration(step.latencyMs?.p99),
    duration(step.latencyMs?.max),
    moment(step.from),
  ];
  return {
    id: stepId(step.step),
    cells: [name(step.step), cut(step.title, 200), ...(ran ? figures : figures.map(() => '–')), outcome(step)],
  };
};

/** What each step did to those who were using the service. */
export const stepsSection = ({ steps }: Judgement, { plan }: Evidence): Markup => {
  const longest = Math.max(1, ...steps.map((step) => milliseconds(step) ?? 0));
  const staged = new Set(plan.stages.flatMap((stage) => stage.steps.map(({ id }) => id)));
  const groups: Group[] = plan.stages.map((stage) => {
    const ids = new Set(stage.steps.map(({ id }) => id));
    const rows = steps.filter(({ step }) => ids.has(step)).map((step) => row(step, longest));
    return { title: markup`${name(stage.id)} · ${cut(stage.title, 200)}`, rows };
  });
  const rest = steps.filter(({ step }) => !staged.has(step)).map((step) => row(step, longest));
  const whole = [...groups, ...(rest.length > 0 ? [{ title: 'Outside of the plan', rows: rest }] : [])];
  return section(
    'steps',
    'Steps',
    aside(
      'A request belongs to the step in which it was meant to be sent. Times count from the start of the run; latency from the intended start of a request.',
    ),
    groupedTable(
      'Steps and what users had of them',
      COLUMNS,
      whole.filter(({ rows }) => rows.length > 0),
    ),
  );
};
