import { expect, test } from '@playwright/test';
import { addEvents, contextWith, timesOf } from '../testing/index.ts';
import { checkFailed } from './check-failed.ts';

const STEPS = { before: '1.1', during: '3.1', after: '6.3' };

const check = (when: keyof typeof STEPS, outcome: 'passed' | 'failed' | 'skipped', error?: string) =>
  ({
    t: timesOf(STEPS[when]).from + 5_000,
    event: 'check',
    file: 'nova/services.check.ts',
    name: 'nova-compute is up',
    milliseconds: 2,
    ...{ when, outcome },
    ...(error !== undefined && { error }),
  }) as const;

const found = (...events: ReturnType<typeof check>[]) => checkFailed(contextWith({ journal: addEvents(...events) }));

test('one that passed before and fails after refuses, with its step, file and message', () => {
  const [finding, ...more] = found(check('before', 'passed'), check('after', 'failed', 'compute1 is down'));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ class: 'check-failed', severity: 'refuse', step: '6.3' });
  expect(finding!.title).toContain('nova-compute is up');
  expect(finding!.detail).toMatch(/passed before.*nova\/services\.check\.ts: Compute1 is down|compute1 is down/);
});

test('one that is for after only refuses too', () => {
  expect(found(check('after', 'failed'))).toMatchObject([{ severity: 'refuse' }]);
});

test('the same failure before and after informs; one that was mended, and one that passed, are no finding', () => {
  expect(found(check('before', 'failed'), check('after', 'failed'))).toMatchObject([{ severity: 'inform' }]);
  expect(found(check('before', 'failed'), check('after', 'passed'))).toEqual([]);
  expect(found(check('before', 'passed'), check('after', 'passed'))).toEqual([]);
  expect(found()).toEqual([]);
});

test('one that was made again on a half upgraded lab, and failed there, is told and excuses nothing', () => {
  const again = { ...check('before', 'failed', 'no quorum'), t: timesOf('3.1').from };
  expect(found(check('before', 'passed'), again, check('after', 'failed'))).toMatchObject([
    { severity: 'refuse', detail: expect.stringContaining('It failed in the middle of it too.') },
  ]);
  expect(found(check('before', 'passed'), again, check('after', 'passed'))).toMatchObject([
    { severity: 'inform', title: expect.stringContaining('in the middle of the upgrade'), to: again.t },
  ]);
});

test('one that fails only while nodes change sides refuses, in the step in which it did', () => {
  const [finding, ...more] = found(
    check('before', 'passed'),
    check('during', 'failed', 'no route'),
    check('after', 'passed'),
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'refuse',
    step: '3.1',
    title: expect.stringContaining('during the upgrade'),
  });
  expect(finding!.detail).toMatch(/passed before.*passed when all was done.*no route/i);
});

test('one that failed before as well informs, once, whenever it failed again; what was skipped before is no excuse', () => {
  const always = found(check('before', 'failed'), check('during', 'failed'), check('after', 'failed'));
  expect(always).toMatchObject([{ severity: 'inform' }]);
  const skipped = found(check('before', 'skipped', 'no such extension'), check('after', 'failed', 'it broke'));
  expect(skipped).toMatchObject([{ severity: 'refuse' }]);
  expect(skipped[0]!.detail).toMatch(/skipped before the upgrade: no such extension/i);
});
