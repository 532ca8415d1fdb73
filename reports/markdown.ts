import {
  type Assumption,
  type Finding,
  type Judgement,
  type Standing,
  type StepAccount,
  standingOf,
} from '../harness/judge/index.ts';
import { disturbances, incidents, reconciliation } from './markdown-troubles.ts';
import { plain, table } from './plain.ts';
import { brief, count, counted, duration, moment, share, shellLine, wallDate } from './words/index.ts';

/** What both job pages take: GitHub's summary of a step up to 1 MiB, GitLab's notes and descriptions up to 1,000,000 characters. */
const MOST_BYTES = 1_000_000;
const CUT = '\n_Cut here: a job page takes no more. The whole is in `report.html` and `verdict.json`._\n';

const TITLES = { certified: 'Certified', refused: 'Refused', inconclusive: 'Inconclusive' } as const;

const summary = ({ upgrade, run, proof, companions }: Judgement): readonly string[] => {
  const claimed = proof.versionOrder[upgrade.level];
  const rows: (readonly [string, string])[] = [
    ['Upgrade', `${plain(upgrade.scenario)} ${plain(upgrade.from)} → ${plain(upgrade.to)}, order ${upgrade.order}`],
    [
      'Requests',
      `${count(proof.intended)} intended, ${count(proof.failed)} failed, ${count(proof.unknown)} unknown, ${count(proof.notSent)} not sent`,
    ],
    ['Error rate', `at most ${share(proof.errorBound)} (95 % upper bound)`],
    ['Shortest outage that would have been seen', duration(proof.detectableMs)],
    [
      'Versions that went back',
      claimed ? `${count(claimed.violations)} of ${count(claimed.checked)} (${upgrade.level})` : 'not checked',
    ],
    [
      'Latency',
      `p50 ${duration(proof.latencyMs?.p50)}, p99 ${duration(proof.latencyMs?.p99)}, worst ${duration(proof.latencyMs?.max)}`,
    ],
    ...companions.map(({ name, probes, failed }): readonly [string, string] => [
      `Data plane: ${plain(name)}`,
      `${counted(probes, 'probe')}, ${count(failed)} failed`,
    ]),
    ['Run', `${plain(run.name)}, ${wallDate(run.started)}, ${duration(run.seconds * 1000)}, seed ${upgrade.seed}`],
  ];
  if (run.planted !== null) rows.push(['An exercise, no certificate', `planted: ${plain(run.planted)}`]);
  if (run.suite) rows.push(['Planted faults found by this build', `${run.suite.faults} (${run.suite.suite})`]);
  if (upgrade.skipped.length > 0) rows.push(['Left out on purpose', plain(upgrade.skipped.join(', '))]);
  return table(['', ''], rows);
};

const finding = ({ title, detail, step, node, count: cases, severity }: Finding): string => {
  const place = [step !== null && `step ${plain(step)}`, node !== null && `node ${plain(node)}`]
    .filter(Boolean)
    .join(', ');
  const word = severity === 'refuse' ? 'refuses' : 'note';
  return `- **${plain(title)}** (${word}${place === '' ? '' : `, ${place}`}, ${counted(cases, 'case')})  \n  ${plain(detail, 1200)}`;
};

const findings = ({ findings: found }: Judgement): readonly string[] => {
  if (found.length === 0) return [];
  const ordered = [...found].sort((a, b) => Number(b.severity === 'refuse') - Number(a.severity === 'refuse'));
  return ['### Findings', '', ...ordered.map(finding), ''];
};

const broken = ({ title, detail, fix }: Assumption): string =>
  `- **${plain(title)}**: ${plain(detail, 800)} ${plain(fix, 800)}`;

const assumptions = ({ assumptions: judged }: Judgement): readonly string[] => {
  const failed = judged.filter(({ holds }) => !holds);
  const unmeasured = judged.filter(({ holds, measured }) => holds && measured === false);
  const told = unmeasured.length > 0 ? ` Not measured: ${unmeasured.map(({ title }) => plain(title)).join('; ')}.` : '';
  if (failed.length === 0)
    return [`All ${counted(judged.length - unmeasured.length, 'assumption')} of the experiment held.${told}`, ''];
  return [`### Assumptions that did not hold (${failed.length} of ${judged.length})`, '', ...failed.map(broken), ''];
};

const CHANGED = 20;

/** In a job's page only what is not as it should be. */
const checks = ({ checks: made }: Judgement): readonly string[] => {
  if (made.length === 0) return [];
  const of = (...standings: Standing[]) => made.filter((check) => standings.includes(standingOf(check)));
  const shown = of('worse', 'failing', 'gone', 'better');
  const skipped = of('skipped');
  const meanwhile = made.some(({ during }) => during !== null);
  const rows = shown
    .slice(0, CHANGED)
    .map(({ name, before, during, after, error }) => [
      plain(name, 200),
      before ?? '–',
      ...(meanwhile ? [during ?? '–'] : []),
      after ?? '–',
      plain(error ?? '', 200),
    ]);
  const more = shown.length > CHANGED ? [`${shown.length - CHANGED} more are in the report.`, ''] : [];
  return [
    `${counted(made.length, 'check')} before and after, ${made.length - shown.length - skipped.length} fine${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}.`,
    '',
    ...(rows.length > 0 ? table(['Check', 'Before', ...(meanwhile ? ['Meanwhile'] : []), 'After', 'Why'], rows) : []),
    ...more,
  ];
};

const step = ({
  step: id,
  title,
  from,
  to,
  outcome,
  intended,
  failed,
  unknown,
  latencyMs,
  latencyChange,
}: StepAccount): readonly string[] => [
  plain(id),
  plain(title, 120),
  moment(from),
  to === null ? '–' : duration((to - from) / 1000),
  count(intended),
  count(failed),
  count(unknown),
  duration(latencyMs?.p99),
  latencyChange ? `${latencyChange.p99.ms < 0 ? '−' : '+'}${duration(Math.abs(latencyChange.p99.ms))}` : '–',
  outcome,
];

const steps = ({ steps: taken }: Judgement): readonly string[] => [
  '<details><summary>Steps</summary>',
  '',
  ...table(
    ['Step', 'What', 'Began', 'Took', 'Requests', 'Failed', 'Unknown', 'p99', 'Change', 'Outcome'],
    taken.map(step),
  ),
  '</details>',
  '',
];

/** A code block whose fence is longer than any in the text. */
const fenced = (text: string): readonly string[] => {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, text, fence];
};

/** As many whole lines as fit. */
const fitted = (lines: readonly string[], mostBytes: number): string => {
  const text = `${lines.join('\n')}\n`;
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let room = mostBytes - Buffer.byteLength(CUT);
  if (room < 0) return '';
  const kept: string[] = [];
  for (const line of lines) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    kept.push(line);
  }
  return `${kept.join('\n')}\n${CUT}`;
};

export const renderMarkdown = (judgement: Judgement, mostBytes = MOST_BYTES): string => {
  const { verdict, ended, sentence, upgrade, run } = judgement;
  const how = ended === 'completed' ? '' : ` (${ended})`;
  const lines = [
    `## ${TITLES[verdict]}${how}: ${plain(upgrade.scenario)} ${plain(upgrade.from)} → ${plain(upgrade.to)}`,
    '',
    plain(sentence, 1000),
    '',
    ...summary(judgement),
    ...findings(judgement),
    ...incidents(judgement),
    ...assumptions(judgement),
    ...disturbances(judgement),
    ...reconciliation(judgement),
    ...checks(judgement),
    ...steps(judgement),
    'Run it again:',
    '',
    ...fenced(brief(shellLine(run.command), 2000)),
  ];
  return fitted(lines, Math.min(mostBytes, MOST_BYTES));
};
