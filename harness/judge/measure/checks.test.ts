import { expect, test } from '@playwright/test';
import type { EventOf } from '../../journal/index.ts';
import { compareChecks, standingOf } from './checks.ts';

type Made = EventOf<'check'>;

const made = (when: Made['when'], name: string, outcome: Made['outcome'], more: Partial<Made> = {}): Made => ({
  t: 0,
  event: 'check',
  file: 'mine.check.ts',
  milliseconds: 5,
  ...{ when, name, outcome },
  ...more,
});

test('the same check before and after is one, and what got worse comes first', () => {
  const compared = compareChecks([
    made('before', 'steady', 'passed'),
    made('before', 'mended', 'failed', { error: 'was down' }),
    made('before', 'gone', 'passed'),
    made('before', 'always broken', 'failed'),
    made('before', 'broken', 'passed'),
    made('after', 'steady', 'passed'),
    made('after', 'mended', 'passed'),
    made('after', 'always broken', 'failed'),
    made('after', 'broken', 'failed', { error: 'no answer' }),
    made('after', 'new', 'failed'),
  ]);
  expect(compared.map(({ name, before, after }) => [name, before, after])).toEqual([
    ['broken', 'passed', 'failed'],
    ['new', null, 'failed'],
    ['always broken', 'failed', 'failed'],
    ['gone', 'passed', null],
    ['mended', 'failed', 'passed'],
    ['steady', 'passed', 'passed'],
  ]);
  expect(compared[0]).toMatchObject({ error: 'no answer', advice: [], milliseconds: 5 });
});

test('made twice on one side, it failed if it failed once', () => {
  const [check] = compareChecks([made('after', 'a', 'failed', { error: 'first' }), made('after', 'a', 'passed')]);
  expect(check).toMatchObject({ after: 'failed', error: 'first' });
});

test('the same name in two files is two checks', () => {
  expect(
    compareChecks([made('before', 'a', 'passed'), made('after', 'a', 'failed', { file: 'other.ts' })]),
  ).toHaveLength(2);
});

test('before is before anything was touched: one that was made again on a half upgraded lab is told apart', () => {
  const again = made('before', 'a', 'failed', { t: 9 });
  const both = [made('before', 'a', 'passed'), again, made('after', 'a', 'failed', { t: 12 })];
  expect(compareChecks(both, 5)).toMatchObject([{ before: 'passed', between: 'failed', after: 'failed' }]);
  expect(compareChecks(both, 10)).toMatchObject([{ before: 'failed', between: null, after: 'failed' }]);
  expect(compareChecks([again], 5)).toMatchObject([{ before: 'failed', between: 'failed', after: null }]);
});

test('run while nodes changed sides it failed if it failed once; what was skipped says nothing', () => {
  const rounds = [
    made('during', 'a', 'passed'),
    made('during', 'a', 'failed', { error: 'once' }),
    made('during', 'a', 'passed'),
  ];
  const [check] = compareChecks([
    made('before', 'a', 'passed'),
    ...rounds,
    made('after', 'a', 'skipped', { error: 'gone' }),
  ]);
  expect(check).toMatchObject({ before: 'passed', during: 'failed', after: null, error: 'once', skipped: 'gone' });
});

test('how a check stands: what changed for the worse, what never worked, what was not made again', () => {
  const standing = (...events: Made[]) => standingOf(compareChecks(events)[0]!);
  const [passed, failed] = [made('before', 'a', 'passed'), made('before', 'a', 'failed')];
  expect(standing(passed, made('during', 'a', 'failed'), made('after', 'a', 'passed'))).toBe('worse');
  expect(standing(failed, made('during', 'a', 'failed'))).toBe('failing');
  expect(standing(passed)).toBe('gone');
  expect(standing(passed, made('after', 'a', 'skipped'))).toBe('gone');
  expect(standing(failed, made('after', 'a', 'passed'))).toBe('better');
  expect(standing(made('before', 'a', 'skipped'))).toBe('skipped');
  expect(standing(made('during', 'a', 'passed'))).toBe('fine');
});
