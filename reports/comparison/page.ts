import type { Finding, Judgement, StepAccount } from '../../harness/judge/index.ts';
import {
  alarming,
  aside,
  type Column,
  name,
  nothing,
  type Row,
  section,
  sheet,
  table,
  VERDICT_WORDS,
} from '../html/index.ts';
import { brief, type Content, count, cut, duration, type Markup, markup, share, wallDate } from '../words/index.ts';
import { type Comparison, compare, type StepChange } from './compare.ts';
import { latencySection } from './latency.ts';

export const comparisonPage = (before: Judgement, after: Judgement): string => {
  const comparison = compare(before, after);
  const title = `${before.run.name} → ${after.run.name}`;
  return sheet({
    title: `Compared: ${title}`,
    skip: ['figures', 'Skip to the figures'],
    bar: ['Two upgrades compared', name(title)],
    top: markup`<div class="wrap"><h1 class="plain-title">${VERDICT_WORDS[before.verdict]} before, ${VERDICT_WORDS[after.verdict].toLowerCase()} after</h1></div>`,
    main: [
      unlikeSection(comparison),
      figures(comparison),
      findings(comparison),
      steps(comparison),
      latencySection(comparison),
    ],
    foot: 'Made by Unbroken from the verdicts of both runs. This file needs no network and contains all that it shows.',
  });
};

const unlikeSection = ({ unlike }: Comparison): Markup =>
  section(
    'unlike',
    'What else differs',
    unlike.length === 0
      ? nothing('Both runs had the same procedure, releases, seed, load balancers and build.')
      : markup`<ul class="prose">${unlike.map((each) => markup`<li>${cut(each, 300)}</li>`)}</ul>`,
  );

const FIGURES: readonly Column[] = [
  { head: 'Figure', kind: 'long' },
  { head: 'Before', kind: 'number' },
  { head: 'After', kind: 'number' },
  { head: 'Change', kind: 'number' },
];

const ms = ({ run }: Judgement): number => run.seconds * 1000;

const figures = ({ before, after }: Comparison): Markup => {
  const both = (what: string, of: (judgement: Judgement) => Content): Row => ({
    cells: [what, of(before), of(after), ''],
  });
  const measured = (what: string, of: (judgement: Judgement) => number | null | undefined): Row => ({
    cells: [what, duration(of(before)), duration(of(after)), change(of(before), of(after))],
  });
  return section(
    'figures',
    'Figures',
    table('Figures of both runs', FIGURES, [
      both('Verdict', ({ verdict }) => VERDICT_WORDS[verdict]),
      both('Started', ({ run }) => wallDate(run.started)),
      measured('Lasted', ms),
      both('Requests', ({ proof }) => count(proof.intended)),
      both('Failed or unknown', ({ proof }) => alarming(proof.failed + proof.unknown)),
      both('Error rate at most (95 %)', ({ proof }) => share(proof.errorBound)),
      measured('Shortest outage seen for sure', ({ proof }) => proof.detectableMs),
      measured('p50 of good answers', ({ proof }) => proof.latencyMs?.p50),
      measured('p99 of good answers', ({ proof }) => proof.latencyMs?.p99),
      measured('Worst good answer', ({ proof }) => proof.latencyMs?.max),
      both('Repeated by the load balancers', ({ proof }) => count(proof.absorbed?.retries)),
    ]),
  );
};

/** A smaller change than this is not worth a colour: two runs of the same thing differ by as much. */
const NOTABLE = 0.1;

/** A difference in words that need no colour. */
const change = (before: number | null | undefined, after: number | null | undefined): Markup => {
  if (before === null || before === undefined || after === null || after === undefined) return markup`–`;
  const difference = after - before;
  if (Math.abs(difference) < 0.0005) return markup`<span class="zero">same</span>`;
  const notable = Math.abs(difference) > NOTABLE * Math.max(before, after);
  const tone = notable ? (difference > 0 ? 'worse' : 'better') : 'soft';
  return markup`<span class="${tone}">${difference > 0 ? '+' : '−'}${duration(Math.abs(difference))}</span>`;
};

const findings = ({ findings: { new: fresh, gone, kept } }: Comparison): Markup => {
  const rows = (which: string, list: readonly Finding[]): Row[] =>
    list.map((finding) => ({
      cells: [which, finding.class, name(finding.step), brief(finding.title, 300)],
    }));
  const all = [...rows('new', fresh), ...rows('gone', gone), ...rows('still there', kept)];
  return section(
    'findings',
    'Findings',
    all.length === 0
      ? nothing('Neither run has a finding.')
      : table(
          'Findings of both runs',
          [{ head: 'Which' }, { head: 'Class' }, { head: 'Step' }, { head: 'What', kind: 'long' }],
          all,
        ),
  );
};

const STEPS: readonly Column[] = [
  { head: 'Step', kind: 'long' },
  { head: 'Before', kind: 'number' },
  { head: 'After', kind: 'number' },
  { head: 'Change', kind: 'number' },
  { head: 'Failed before', kind: 'number' },
  { head: 'after', kind: 'number' },
  { head: 'p50 before', kind: 'number' },
  { head: 'after', kind: 'number' },
  { head: 'p99 before', kind: 'number' },
  { head: 'after', kind: 'number' },
];

const took = (step: StepAccount | null): number | null =>
  step && step.to !== null && step.outcome !== 'not-run' ? (step.to - step.from) / 1000 : null;

const bad = (step: StepAccount | null): Content => (step ? alarming(step.failed + step.unknown) : '–');

const stepRow = ({ title, before, after }: StepChange): Row => ({
  cells: [
    brief(title, 160),
    duration(took(before)),
    duration(took(after)),
    change(took(before), took(after)),
    bad(before),
    bad(after),
    duration(before?.latencyMs?.p50),
    duration(after?.latencyMs?.p50),
    duration(before?.latencyMs?.p99),
    duration(after?.latencyMs?.p99),
  ],
});

const steps = (comparison: Comparison): Markup =>
  section(
    'steps',
    'Steps',
    aside('Steps with the same title belong together. One that only one of the runs has shows a dash in the other.'),
    table('Steps of both runs', STEPS, comparison.steps.map(stepRow)),
  );
