import { expect, test } from '@playwright/test';
import { act } from '../../journal/index.ts';
import { addEvents, CLEAN, contextWith, timesOf } from '../testing/index.ts';
import { checksPassedBefore } from './checks-passed-before.ts';

const step = { id: '1.0', title: 'check', act: act('checks', { when: 'before' }) };
const plan = { ...CLEAN.plan, stages: [{ id: '1', title: 'before', steps: [step] }, ...CLEAN.plan.stages] };

const check = (when: 'before' | 'after', name: string, outcome: 'passed' | 'failed' = 'passed') =>
  ({
    t: timesOf(when === 'before' ? '1.1' : '6.3').from + 5_000,
    event: 'check',
    file: 'mine.ts',
    milliseconds: 2,
    ...{ when, name, outcome },
  }) as const;

const judged = (...events: ReturnType<typeof check>[]) =>
  checksPassedBefore(contextWith({ plan, journal: addEvents(...events) }));

test('holds without checks, and when they passed before and were made again, whatever came of it', () => {
  expect(checksPassedBefore(contextWith()).holds).toBe(true);
  expect(judged(check('before', 'a'), check('after', 'a')).holds).toBe(true);
  expect(judged(check('before', 'a'), check('after', 'a', 'failed')).holds).toBe(true);
});

test('names those that failed before, and goes on as long as others passed', () => {
  const { holds, detail } = judged(check('before', 'a'), check('after', 'a'), check('before', 'b', 'failed'));
  expect([holds, detail]).toEqual([true, '1 passed before, 1 failed and prove nothing: b.']);
});

test('does not hold when none passed before, or one of those was not made again', () => {
  expect(judged().holds).toBe(false);
  expect(judged(check('before', 'a', 'failed'), check('after', 'a', 'failed')).holds).toBe(false);
  const { holds, detail } = judged(check('before', 'a'), check('after', 'a'), check('before', 'b'));
  expect([holds, detail]).toEqual([false, '1 check passed before and had no result after: b.']);
});
