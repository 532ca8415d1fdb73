import { expect, test } from '@playwright/test';
import { changeEvents, contextWith } from '../testing/index.ts';
import { absorbed } from './absorbed.ts';

/** The counters of the backend from the n-th sample on. */
const from = (first: number, counters: Record<string, number>) =>
  changeEvents('counters', (event, index) => ({
    ...event,
    backends: { keystone: { wretr: 4, ...(index >= first ? counters : {}) } },
    servers: { 'keystone/keystone1': index >= first ? counters : {} },
  }));

test('nothing was absorbed in a clean run', () => {
  expect(absorbed(contextWith())).toEqual([]);
});

test('what grew during the run informs; servers are not counted once more', () => {
  const [finding] = absorbed(contextWith({ journal: from(100, { wretr: 7, wredis: 2, econ: 9, eresp: 1 }) }));
  expect(finding).toMatchObject({ class: 'absorbed', severity: 'inform', step: '3.1', count: 15 });
  expect(finding!.detail).toContain('9 failed connections');
});

test('a balancer that began anew counts from nothing', () => {
  expect(absorbed(contextWith({ journal: from(100, { wretr: 1 }) }))).toMatchObject([{ count: 1 }]);
});
