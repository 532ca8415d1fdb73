import { expect, test } from '@playwright/test';
import { judge, type PastRun } from '../judge/index.ts';
import { sampleEvidence } from '../judge/testing/index.ts';
import { JobList } from './job.ts';
import { type Left, resultOf } from './result.ts';
import type { Taken } from './take.ts';

const jobOf = (...command: readonly string[]) =>
  JobList.parse({ jobs: [{ name: 'mine', says: 'Mine', command, minutes: 5 }] }).jobs[0]!;
const UPGRADE = jobOf('certify', 'keystone');
const NOTHING: Left = { runs: [], suite: undefined, complaint: undefined };
const taken = (code: number | null, state: Taken['state'] = 'ended'): Taken => ({ state, code, seconds: 12 });
const run = (kind: 'certified' | 'refused-errors' | 'inconclusive', path = 'mine/run'): PastRun => ({
  ...{ path, report: true, judgement: judge(sampleEvidence(kind)) },
});

test('of an upgrade: its sentence without the verdict, its figures, and where its report is', () => {
  const { why, figures, reports, against, asExpected } = resultOf(UPGRADE, taken(0), {
    ...NOTHING,
    runs: [run('certified')],
  });
  expect(why).not.toMatch(/^certified/i);
  expect(why).toMatch(/^[A-Z0-9]/);
  expect(figures).toMatchObject({ failed: 0 });
  expect(figures!.requests).toBeGreaterThan(1000);
  expect(reports.map(({ path }) => path)).toEqual(['mine/run/report.html', 'mine/output.txt']);
  expect([against, asExpected]).toEqual([[], true]);
});

test('of a refused one, what refuses; of an inconclusive one, what it lacked', () => {
  const refused = resultOf(UPGRADE, taken(1), { ...NOTHING, runs: [run('refused-errors')] });
  expect(refused.against[0]).toMatch(/^step [\d.]+: /);
  expect(refused.asExpected).toBe(false);
  expect(resultOf(UPGRADE, taken(2), { ...NOTHING, runs: [run('inconclusive')] }).against[0]).toMatch(/: no\. /);
});

test('several upgrades of one job are told together', () => {
  const one = resultOf(UPGRADE, taken(0), { ...NOTHING, runs: [run('certified')] }).figures!;
  const two = resultOf(UPGRADE, taken(0), {
    ...NOTHING,
    runs: [run('certified', 'mine/a'), run('certified', 'mine/b')],
  });
  expect(two.figures).toMatchObject({ requests: 2 * one.requests, p99Ms: one.p99Ms });
  expect(two.reports).toHaveLength(3);
});

test('of a suite: how many were found, and each that was not, with how to see it', () => {
  const trials = [
    { name: 'hang', problems: [], command: 'unbroken certify keystone --plant hang' },
    { name: 'leak', problems: ['certified instead of refused'], command: 'unbroken certify keystone --plant leak' },
  ];
  const suite = { path: 'mine/x/selftest.md', suite: { passed: 1, failed: 1, unplantable: 2, trials } };
  expect(resultOf(jobOf('selftest'), taken(1), { ...NOTHING, suite })).toMatchObject({
    kind: 'suite',
    why: '1 fault found as expected, 1 not, 2 not plantable here',
    against: ['leak: certified instead of refused (unbroken certify keystone --plant leak)'],
    figures: null,
  });
});

test('one that left nothing is told by what it complained of, or by how it ended', () => {
  const why = (code: number | null, left: Partial<Left> = {}, state: Taken['state'] = 'ended') =>
    resultOf(UPGRADE, taken(code, state), { ...NOTHING, ...left }).why;
  expect(why(64, { complaint: 'the lab is not as the plan needs it' })).toBe('the lab is not as the plan needs it');
  expect(why(70)).toBe('It ended with 70 and left no result.');
  expect(why(null)).toBe('It was killed.');
  expect(why(130, {}, 'timed-out')).toBe('It was not over after 5 minutes, and was ended.');
});

test('ended early is never as expected, whatever it was', () => {
  expect(resultOf(UPGRADE, taken(0, 'timed-out'), { ...NOTHING, runs: [run('certified')] }).asExpected).toBe(false);
});
