import { expect, test } from '@playwright/test';
import type { Stamp } from '../../journal/index.ts';
import { changeEvents, contextWith } from '../testing/index.ts';
import { suitePassed } from './suite-passed.ts';

const stamp: Stamp = {
  ...{ format: 1, build: 'abc', haproxy: '2.6.12', configuration: 'def' },
  ...{ suite: 'full', faults: 39, at: '2026-01-31T12:00:00.000Z' },
};
const judged = (suite?: { required: boolean; stamp: Stamp | null }) =>
  suitePassed(
    contextWith({ journal: changeEvents('run-started', (event) => ({ ...event, ...(suite && { suite }) })) }),
  );

test('nobody asked for a suite: it holds without one, and says so', () => {
  expect(judged()).toMatchObject({ holds: true, detail: expect.stringContaining('none was asked for') });
  expect(judged({ required: false, stamp: null }).holds).toBe(true);
});

test('asked for, it takes the whole suite', () => {
  expect(judged({ required: true, stamp }).holds).toBe(true);
  expect(judged({ required: true, stamp: null }).holds).toBe(false);
  expect(judged({ required: true, stamp: { ...stamp, suite: 'quick' } }).holds).toBe(false);
});
