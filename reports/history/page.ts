import { type Finding, type Judgement, type PastRun, sumUp, type UnreadableRun } from '../../harness/judge/index.ts';
import {
  alarming,
  aside,
  type Column,
  folded,
  href,
  icon,
  name,
  nothing,
  type Row,
  section,
  sheet,
  table,
  terms,
  VERDICT_WORDS,
} from '../html/index.ts';
import { brief, count, counted, duration, type Markup, markup, share, wallDate } from '../words/index.ts';
import { type TrendPoint, trendChart } from './chart.ts';
import { inTime } from './in-time.ts';
import { median, restlessChecks, type Series, seriesOf, stepTrends } from './series.ts';
import { unreadableSection } from './unreadable.ts';

/** One page over many runs. */
export const historyPage = (title: string, runs: readonly PastRun[], unreadable: readonly UnreadableRun[]): string =>
  sheet({
    title: `Upgrade history: ${title}`,
    skip: ['runs', 'Skip to the runs'],
    bar: ['Upgrade history', name(title)],
    top: markup`<div class="wrap"><h1 class="plain-title">${counted(runs.length, 'upgrade')}</h1></div>${summary(runs)}`,
    main: [
      ...seriesOf(runs).map(seriesSection),
      runsSection(runs),
      unreadableSection('Folders that could not be read', unreadable),
    ],
    foot: 'Made by Unbroken from the verdicts in these folders. This file needs no network; reports open from where they lie beside it.',
  });

const summary = (runs: readonly PastRun[]): Markup => {
  const sum = sumUp(runs.map(({ judgement }) => judgement));
  const ordered = inTime(runs);
  return terms('facts wrap', [
    ...(['certified', 'refused', 'inconclusive'] as const).map(
      (verdict) => [VERDICT_WORDS[verdict], count(sum.verdicts[verdict] ?? 0)] as const,
    ),
    ['An upgrade hurts in at most (95 %)', share(sum.hurtBound)],
    ['Requests', count(sum.requests)],
    ['Failed', alarming(sum.failed)],
    ['Error rate at most (95 %)', share(sum.errorBound)],
    ['From', wallDate(ordered[0]?.judgement.run.started ?? '')],
    ['To', wallDate(ordered.at(-1)?.judgement.run.started ?? '')],
  ]);
};

const seriesSection = (series: Series, index: number): Markup =>
  section(
    `series-${index}`,
    series.title,
    series.runs.length > 1 &&
      aside(
        'Each mark is a run: on the line certified, raised refused, hollow inconclusive. Below: how long it took, and the p99 of good answers, each on a scale of its own from zero.',
      ),
    series.runs.length > 1 && trendChart(series.title, series.runs.map(trendPoint)),
    durations(series),
    checks(series),
  );

const trendPoint = ({ judgement: { verdict, run, sentence, proof } }: PastRun): TrendPoint => ({
  tone: TONES[verdict],
  told: `${run.name}: ${sentence}`,
  started: run.started,
  lasted: run.seconds * 1000,
  p99: proof.latencyMs?.p99 ?? null,
});

const DURATIONS: readonly Column[] = [
  { head: 'Step', kind: 'long' },
  { head: 'Runs', kind: 'number' },
  { head: 'Shortest', kind: 'number' },
  { head: 'Median', kind: 'number' },
  { head: 'Longest', kind: 'number' },
  { head: 'Last', kind: 'number' },
];

const durations = (series: Series): Markup => {
  const rows = stepTrends(series).flatMap(({ title, durations: all }): Row[] => {
    const known = all.filter((ms) => ms !== null);
    if (known.length === 0) return [];
    const figures = [Math.min(...known), median(known), Math.max(...known), all.at(-1)];
    return [{ cells: [brief(title, 160), count(known.length), ...figures.map(duration)] }];
  });
  return folded('How long each step took', table(`How long each step took: ${series.title}`, DURATIONS, rows));
};

const CHECKS: readonly Column[] = [
  { head: 'Check that did not always pass', kind: 'long' },
  { head: 'Made', kind: 'number' },
  { head: 'Failed', kind: 'number' },
  { head: 'Changed', kind: 'number' },
];

const checks = (series: Series): Markup | false => {
  const restless = restlessChecks(series);
  const rows = restless.map((check) => ({
    cells: [name(check.name), count(check.made), alarming(check.failed), alarming(check.changes, 'warm')],
  }));
  return restless.length > 0 && table(`Checks that did not always pass: ${series.title}`, CHECKS, rows);
};

const RUNS: readonly Column[] = [
  { head: 'Run' },
  { head: 'Verdict' },
  { head: 'Started' },
  { head: 'Upgrade' },
  { head: 'Lasted', kind: 'number' },
  { head: 'Requests', kind: 'number' },
  { head: 'Failed', kind: 'number' },
  { head: 'Error rate at most', kind: 'number' },
  { head: 'p99', kind: 'number' },
  { head: 'Why', kind: 'long' },
];

const runsSection = (runs: readonly PastRun[]): Markup =>
  section(
    'runs',
    'Runs',
    runs.length === 0
      ? nothing('There is no run in this folder.')
      : table('Runs, the newest first', RUNS, inTime(runs).reverse().map(runRow)),
  );

const TONES = { certified: 'good', refused: 'bad', inconclusive: 'doubt' } as const;
const SHAPES = { certified: 'yes', refused: 'no', inconclusive: 'unclear' } as const;

const runRow = ({ path, report, judgement }: PastRun): Row => {
  const { run, upgrade, proof, verdict, ended } = judgement;
  const link = markup`<span class="nowrap">${report ? markup`<a href="${href(`${path}/report.html`)}">${name(run.name)}</a>` : name(run.name)}</span>`;
  const how = ended === 'completed' ? '' : ` (${ended})`;
  return {
    cells: [
      link,
      markup`<span class="state ${TONES[verdict]}">${icon(SHAPES[verdict])} ${VERDICT_WORDS[verdict]}${how}</span>`,
      markup`<span class="nowrap">${wallDate(run.started)}</span>`,
      markup`<span class="nowrap">${name(upgrade.scenario)} ${name(upgrade.from)} → ${name(upgrade.to)}, ${upgrade.order}</span>`,
      duration(run.seconds * 1000),
      count(proof.intended),
      alarming(proof.failed + proof.unknown),
      share(proof.errorBound),
      duration(proof.latencyMs?.p99),
      brief(reason(judgement), 200),
    ],
  };
};

const refusing = ({ severity }: Finding): boolean => severity === 'refuse';

const reason = ({ findings, assumptions }: Judgement): string =>
  findings.find(refusing)?.title ?? assumptions.find(({ holds }) => !holds)?.title ?? '';
