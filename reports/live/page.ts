import type { Plan } from '../../harness/plan/index.ts';
import {
  aside,
  type Column,
  groupedTable,
  icon,
  LEVEL_WORDS,
  name,
  type Row,
  section,
  sheet,
  stepId,
  table,
  terms,
} from '../html/index.ts';
import { type Content, cut, type Markup, markup } from '../words/index.ts';
import { drawing } from './drawing.ts';
import { filling } from './filling.ts';
import { following } from './following.ts';
import { look } from './look.ts';

/**
 * A run while it goes on: what the plan says stands in the page, all else comes with the events beside it. At the end the
 * same address has the report, and the page makes room for it.
 */
export const livePage = (plan: Plan): string =>
  sheet({
    title: `Running: ${plan.scenario} ${plan.from} → ${plan.to}`,
    skip: ['steps', 'Skip to the steps'],
    bar: ['Upgrade, live', markup`<span id="run">${name(plan.scenario)}</span>`],
    look,
    script: following + filling + drawing,
    asks: true,
    top: markup`${banner}${facts(plan)}`,
    main: [
      figures,
      markup`<div class="halves"><div>${[course, servers, failures, remarks]}</div><div>${steps(plan)}</div></div>`,
    ],
    foot: 'Nothing here is a verdict. What decides is judged at the end, from every request that was recorded; then this page becomes the report.',
  });

const banner = markup`<div class="verdict plain" id="so-far"><div class="wrap"><span class="icon beat">${icon('note', false)}</span><div class="words"><h1 id="word">Waiting</h1><p class="why" id="sentence" role="status">Waiting for the first news of the run.</p><noscript><p class="why">While the run goes on, this page needs JavaScript. The report at its end does not.</p></noscript></div></div></div>`;

const facts = (plan: Plan): Markup =>
  terms('facts wrap', [
    ['Upgrade', markup`${name(plan.scenario)} ${name(plan.from)} <span class="arrow">→</span> ${name(plan.to)}`],
    ['Order', plan.order],
    ['Version order claimed', LEVEL_WORDS[plan.level]],
    ['Seed', String(plan.seed)],
    ['Since the start', later('clock')],
    ['Time left', later('left')],
    ['This page', later('link')],
  ]);

const later = (id: string): Markup => markup`<span id="${id}">–</span>`;

const FIGURES = [
  ['intended', 'Requests'],
  ['bad', 'Failed or without an answer'],
  ['latency', 'p99 of the last quarter second'],
  ['version', 'Newest version seen'],
  ['now', 'Step'],
  ['ready', 'Servers that serve'],
  ['absorbed', 'Retries that the proxy made, unseen'],
  ['instrument', 'Instrument'],
] as const;

const figures = section(
  'figures',
  'Now',
  terms(
    'proof',
    FIGURES.map(([id, label]) => [
      label,
      markup`<span class="figure" id="${id}">–</span><span class="more" id="${id}-more"></span>`,
    ]),
  ),
);

const STEPS: readonly Column[] = [
  { head: 'Step' },
  { head: 'What', kind: 'long' },
  { head: 'Took', kind: 'number' },
  { head: 'Failed meanwhile', kind: 'number' },
  { head: 'State' },
];

const steps = (plan: Plan): Markup =>
  section(
    'steps',
    'Steps',
    groupedTable('Steps of the plan and where they stand', STEPS, [
      ...plan.stages.map((stage) => ({
        title: markup`${name(stage.id)} · ${cut(stage.title, 200)}`,
        rows: stage.steps.map(
          ({ id, title }): Row => ({ id: stepId(id), cells: [name(id), cut(title, 200), '', '', ''] }),
        ),
      })),
      { rows: [] },
    ]),
  );

const course = section(
  'course',
  'Load',
  markup`<div class="course"><svg id="plot" viewBox="0 0 1000 190" preserveAspectRatio="none" role="img" aria-label="Requests per second, failures and latency since the start"></svg><p class="aside" id="course-more"></p></div>`,
);

const grown = (id: string, title: string, words: Content, columns: readonly Column[]): Markup =>
  section(id, title, aside(words), table(title, columns, []));

const servers = grown(
  'servers',
  'Servers',
  'As the load balancers have them. The release is what its node says is installed; the version is what the service itself tells past the load balancers.',
  [{ head: 'Server' }, { head: 'Node' }, { head: 'State' }, { head: 'Release' }, { head: 'Version' }],
);

const failures = grown(
  'failures',
  'Last failures',
  markup`The last twenty requests that were not fine; the report has all. <span id="unread"></span>`,
  [
    { head: 'Request' },
    { head: 'Meant at', kind: 'number' },
    { head: 'Operation' },
    { head: 'Lane' },
    { head: 'Server' },
    { head: 'What became of it', kind: 'long' },
  ],
);

const remarks = grown('remarks', 'Remarks', 'What else happened, the latest first.', [
  { head: 'At', kind: 'number' },
  { head: 'What', kind: 'long' },
]);
