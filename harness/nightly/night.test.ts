import { expect, test } from '@playwright/test';
import { exitCodeOfNight, type JobResult, standingOf, standingOfNight } from './night.ts';
import { jobWith, LEFT_OUT, NOT_RUN, nightOf, REFUSED, SUITE, WELL } from './testing/index.ts';
import { jobWord, nightSentence } from './words.ts';

const ended = (code: number | null) => jobWith({ code, asExpected: false });
const of = (...jobs: readonly JobResult[]) => nightOf(1, jobs);

test('each job stands as what it ended with says', () => {
  const standings = [0, 1, 2, 64, 70, null].map((code) => standingOf(jobWith({ code, asExpected: code === 0 })));
  expect(standings).toEqual(['well', 'refused', 'inconclusive', 'broken', 'broken', 'broken']);
  expect([NOT_RUN, LEFT_OUT, jobWith({ state: 'timed-out', code: 0, asExpected: false })].map(standingOf)).toEqual([
    'inconclusive',
    null,
    'inconclusive',
  ]);
});

test('the exit code is that of the worst: a refusal wins over trouble of the job, and that over inconclusive', () => {
  const interrupted = jobWith({ state: 'interrupted', code: 130, asExpected: false });
  const codes = [
    of(WELL, SUITE),
    of(WELL, ended(2)),
    of(ended(2), ended(64)),
    of(ended(64), ended(70)),
    of(ended(null), WELL),
    of(ended(70), REFUSED, ended(2)),
    of(REFUSED, interrupted),
  ].map(exitCodeOfNight);
  expect(codes).toEqual([0, 2, 64, 70, 70, 1, 130]);
});

test('what could not be run makes a night inconclusive; what nobody asked for does not', () => {
  expect(exitCodeOfNight(of(WELL, NOT_RUN))).toBe(2);
  expect(exitCodeOfNight(of(WELL, LEFT_OUT))).toBe(0);
  expect(nightSentence(of(WELL, LEFT_OUT))).toBe('1 of 1 job ended as it should. 1 job left out, as was asked for.');
});

test('a night of which nobody told the end is not certified', () => {
  const night = { ...of(WELL), ended: null };
  expect(standingOfNight(night)).toBe('inconclusive');
  expect(nightSentence(night)).toMatch(/^The night has not come to its end\. /);
});

test('a refusal that is known is as it should be, and is called by its name', () => {
  const known = jobWith({ code: 1, asExpected: true });
  expect([standingOf(known), jobWord(known)]).toEqual(['well', 'Refused, as expected']);
  expect(jobWord({ ...SUITE, code: 1, asExpected: false })).toBe('Failed');
});

test('the sentence names what was not as it should be', () => {
  expect(nightSentence(of(SUITE, WELL, REFUSED, NOT_RUN))).toBe(
    '2 of 4 jobs ended as they should; refused: docker-nova; not run: openstack-nova.',
  );
});
