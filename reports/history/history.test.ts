import { expect, test } from '@playwright/test';
import { type Judgement, judge, type PastRun } from '../../harness/judge/index.ts';
import { sampleEvidence } from '../../harness/judge/testing/index.ts';
import { spoiled } from '../testing/index.ts';
import { historyPage } from './page.ts';
import { median, restlessChecks, seriesOf, stepTrends } from './series.ts';

const certified = judge(sampleEvidence('certified'));
const refused = judge(sampleEvidence('refused-errors'));

const past = (day: number, judgement: Judgement = certified): PastRun => {
  const started = new Date(Date.UTC(2026, 0, day)).toISOString();
  return {
    path: `night ${day}/run#1`,
    report: true,
    judgement: { ...judgement, run: { ...judgement.run, name: `run-${day}`, started } },
  };
};

const checked = (day: number, after: 'passed' | 'failed'): PastRun => {
  const run = past(day);
  const check = {
    name: 'lists images',
    file: 'mine.ts',
    before: 'passed',
    between: null,
    during: null,
    skipped: null,
    after,
    error: null,
  } as const;
  return { ...run, judgement: { ...run.judgement, checks: [{ ...check, advice: [], milliseconds: 1 }] } };
};

test('runs of one procedure on one kind of lab make a series, oldest first, whatever order they are found in', () => {
  const other: Judgement = { ...certified, upgrade: { ...certified.upgrade, order: 'rolling' } };
  const series = seriesOf([past(3), past(1), past(4, other), past(2, { ...certified, verdict: 'refused' })]);
  expect(series.map(({ runs }) => runs.map(({ judgement }) => judgement.run.name))).toEqual([
    ['run-1', 'run-2', 'run-3'],
    ['run-4'],
  ]);
});

test('a step is followed by its title, and a run that did not finish it has no duration for it', () => {
  const [first, ...rest] = certified.steps;
  const unfinished: Judgement = { ...certified, steps: [{ ...first!, outcome: 'failed' }, ...rest] };
  const [series] = seriesOf([past(1), past(2, unfinished)]);
  const trend = stepTrends(series!).find(({ title }) => title === first!.title)!;
  expect(trend.durations[0]).toBeGreaterThan(0);
  expect(trend.durations[1]).toBeNull();
});

test('a check that always passed is not told; one that came and went is, with how often', () => {
  const outcomes = ['passed', 'failed', 'passed', 'passed', 'failed'] as const;
  const [series] = seriesOf(outcomes.map((outcome, day) => checked(day + 1, outcome)));
  expect(restlessChecks(series!)).toEqual([{ name: 'lists images', made: 5, failed: 2, changes: 3 }]);
  const [steady] = seriesOf([checked(1, 'passed'), checked(2, 'passed')]);
  expect(restlessChecks(steady!)).toEqual([]);
});

test('a median is a value that was measured', () => {
  expect(median([])).toBeNull();
  expect(median([3])).toBe(3);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 2, 3, 4])).toBe(3);
});

test('the page sums up, leads to each report by an address that works, and tells what it could not read', () => {
  const html = historyPage('runs', [past(1), past(2, refused)], [{ path: 'old', why: 'format 0' }]);
  expect(html).toContain('2 upgrades');
  expect(html).toContain('href="./night%202/run%231/report.html"');
  expect(html).toMatch(/old.*format 0/s);
  expect(html.indexOf('run-2</bdi></a>')).toBeLessThan(html.indexOf('run-1</bdi></a>'));
});

test('an empty folder is a page, too', () => {
  expect(historyPage('runs', [], [])).toContain('There is no run in this folder.');
});

test('names from outside stay text', () => {
  const run = past(1);
  const { upgrade } = run.judgement;
  const judgement: Judgement = {
    ...run.judgement,
    run: { ...run.judgement.run, name: spoiled('a') },
    upgrade: { ...upgrade, scenario: spoiled('b'), from: spoiled('c') },
    steps: run.judgement.steps.map((step) => ({ ...step, title: spoiled(step.title) })),
  };
  const html = historyPage(spoiled('d'), [{ ...run, judgement }], [{ path: spoiled('e'), why: spoiled('f') }]);
  const tags = html.match(/<[a-z][^>]*>/g) ?? [];
  expect(tags.filter((tag) => /\s(?:style|on[a-z]+|src|srcset|action)=/.test(tag))).toEqual([]);
  expect(tags.filter((tag) => /^<(?:img|b onload|link|iframe)\b/.test(tag))).toEqual([]);
});
