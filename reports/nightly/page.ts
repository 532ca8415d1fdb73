import type { UnreadableRun } from '../../harness/judge/index.ts';
import {
  type JobResult,
  type Night,
  nightLasted,
  nightSentence,
  type PastNight,
  standingOf,
} from '../../harness/nightly/index.ts';
import { type TrendPoint, trendChart, unreadableSection } from '../history/index.ts';
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
  verdictIcon,
} from '../html/index.ts';
import { brief, count, duration, type Markup, markup, share, shellLine, wallDate } from '../words/index.ts';
import { type Told, toldOfJob, toldOfNight } from './words.ts';

/** One page over a night, the last one of those that are given, with what became of its jobs in the nights before. */
export const nightPage = (nights: readonly PastNight[], unreadable: readonly UnreadableRun[]): string => {
  const { path, night } = nights.at(-1)!;
  return sheet({
    title: `Nightly: ${wallDate(night.started)}`,
    skip: ['jobs', 'Skip to the jobs'],
    bar: ['Nightly', wallDate(night.started)],
    look,
    top: markup`${banner(night)}${facts(night)}`,
    main: [
      jobsSection(path, night),
      ...night.jobs.filter(({ against }) => against.length > 0).map((job) => againstSection(job)),
      nights.length > 1 && trendSection(nights),
      nightsSection(nights),
      unreadableSection('Nights that could not be read', unreadable),
    ],
    foot: 'Made by Unbroken from what the jobs left. This file needs no network; reports open from where they lie beside it.',
  });
};

const look = `
.state a{color:inherit}
.scroll+h3,.none+h3{margin-top:18px}
h3+.scroll,h3+.none{margin-top:6px}
.see{display:block;font-size:.95em}
.see a{margin-right:1em}
`;

const BANNERS = { good: 'certified', bad: 'refused', doubt: 'inconclusive', plain: 'inconclusive' } as const;

const banner = (night: Night): Markup => {
  const { word, tone } = toldOfNight(night);
  const look = BANNERS[tone];
  return markup`<div class="verdict ${look}"><div class="wrap">${verdictIcon(look)}<div class="words"><h1>${word}</h1><p class="why">${nightSentence(night)}</p></div></div></div>`;
};

const facts = (night: Night): Markup => {
  const { started, ended, machine, harness } = night;
  return terms('facts wrap', [
    ['Began', wallDate(started)],
    ['Ended', ended === null ? 'not yet, or it was killed' : wallDate(ended)],
    ['Jobs took', duration(nightLasted(night))],
    ['Machine', `${count(machine.cores)} cores, ${count(machine.memoryMiB)} MiB`],
    ['Unbroken', name(harness)],
  ]);
};

const state = ({ word, tone, shape }: Told, to?: string): Markup =>
  markup`<span class="state ${tone}">${icon(shape)} ${to === undefined ? word : markup`<a href="${href(to)}">${word}</a>`}</span>`;

const JOBS: readonly Column[] = [
  { head: 'Job', kind: 'long' },
  { head: 'Came to' },
  { head: 'Took', kind: 'number' },
  { head: 'Requests', kind: 'number' },
  { head: 'Failed', kind: 'number' },
  { head: 'Error rate at most', kind: 'number' },
  { head: 'p99', kind: 'number' },
  { head: 'What came of it', kind: 'long' },
];

const jobsSection = (path: string, { jobs }: Night): Markup =>
  section(
    'jobs',
    'Jobs',
    table(
      'Jobs, in their order',
      JOBS,
      jobs.map((job) => jobRow(path, job)),
    ),
    folded(
      'Their commands',
      markup`<pre>${jobs.map(({ command }) => `${brief(shellLine(['unbroken', ...command]), 500)}\n`)}</pre>`,
    ),
  );

const jobRow = (path: string, job: JobResult): Row => {
  const { says, seconds, figures, why, reports } = job;
  return {
    cells: [
      markup`<b>${name(job.name)}</b><br><span class="soft">${brief(says, 200)}</span>`,
      state(toldOfJob(job)),
      seconds === 0 ? '–' : duration(seconds * 1000),
      count(figures?.requests),
      figures ? alarming(figures.failed) : '–',
      share(figures?.errorBound),
      duration(figures?.p99Ms),
      markup`${brief(why, 400)}${links(path, reports)}`,
    ],
  };
};

const links = (path: string, reports: JobResult['reports']): Markup | false =>
  reports.length > 0 &&
  markup`<span class="see">${reports.map((report) => markup`<a href="${href(`${path}/${report.path}`)}">${brief(report.title, 40)}</a> `)}</span>`;

/** What is to be looked at first stands before what ended well all the same. */
const againstSection = ({ name: job, against }: JobResult): Markup =>
  section(
    `against-${job}`,
    markup`What speaks against ${name(job)}`,
    markup`<ul class="prose">${against.map((line) => markup`<li>${brief(line, 500)}</li>`)}</ul>`,
  );

const trendSection = (nights: readonly PastNight[]): Markup => {
  const { jobs } = nights.at(-1)!.night;
  return section(
    'trend',
    'Night after night',
    aside(
      'Each mark is a night: on the line as it should be, raised refused, hollow inconclusive or not run. Below: how long the job took, and the p99 of good answers, each on a scale of its own from zero.',
    ),
    jobs.map(({ name: job }) => trendOf(job, nights)),
  );
};

const trendOf = (job: string, nights: readonly PastNight[]): Markup | false => {
  const points = nights.flatMap(({ night }) =>
    night.jobs.filter((one) => one.name === job).flatMap((one) => pointOf(night, one)),
  );
  if (points.length < 2) return false;
  const wasRun = points.some(({ lasted }) => lasted !== null);
  return markup`<h3>${name(job)}</h3>${wasRun ? trendChart(job, points) : nothing('It was not run in any of these nights.')}`;
};

const pointOf = ({ started }: Night, job: JobResult): TrendPoint[] => {
  const { word, tone } = toldOfJob(job);
  if (standingOf(job) === null || tone === 'plain') return [];
  const lasted = job.seconds === 0 ? null : job.seconds * 1000;
  const told = `${wallDate(started)}: ${word}. ${brief(job.why, 300)}`;
  return [{ tone, told, started, lasted, p99: job.figures?.p99Ms ?? null }];
};

const nightsSection = (nights: readonly PastNight[]): Markup => {
  const names = [...new Set(nights.toReversed().flatMap(({ night }) => night.jobs.map((job) => job.name)))];
  const columns: readonly Column[] = [
    { head: 'Night' },
    { head: 'Came to' },
    { head: 'Took', kind: 'number' },
    ...names.map((head) => ({ head: name(head) })),
  ];
  const row = ({ path, night }: PastNight): Row => ({
    cells: [
      markup`<span class="nowrap">${wallDate(night.started)}</span>`,
      state(toldOfNight(night)),
      duration(nightLasted(night)),
      ...names.map((wanted) =>
        cell(
          path,
          night.jobs.find((job) => job.name === wanted),
        ),
      ),
    ],
  });
  return section('nights', 'Nights', table('Nights, the newest first', columns, nights.toReversed().map(row)));
};

const cell = (path: string, job: JobResult | undefined): Markup => {
  if (!job) return markup`–`;
  const [report] = job.reports;
  return state(toldOfJob(job), report && `${path}/${report.path}`);
};
