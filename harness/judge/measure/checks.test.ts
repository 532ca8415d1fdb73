import { expect, test } from '@playwright/test';
import type { EventOf } from '../../journal/index.ts';
import { compareChecks } from './checks.ts';

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
