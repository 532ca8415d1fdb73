import { expect, test } from '@playwright/test';
import type { UpgradeStrategy } from '../strategy/index.ts';
import { waitUntilItRuns } from './service.ts';

const place = { service: 'worker', node: 'a' };

/** Its states are made up: a real service does not end at the moment at which a test looks. */
function bench(saysWhenAsked: (nth: number) => string | undefined) {
  let asked = 0;
  const strategy = { trouble: async () => saysWhenAsked(++asked) } as Partial<UpgradeStrategy> as UpgradeStrategy;
  const limits = { drainSeconds: 1, readySeconds: 1, commandSeconds: 1 };
  return { strategy, limits, signal: new AbortController().signal, asked: () => asked };
}

test('one that works as soon as it is asked, where the first word is enough', async () => {
  const worker = bench(() => undefined);
  await waitUntilItRuns(worker, place, { steadyMs: 0 });
  expect(worker.asked()).toBe(1);
});

test('one that ends after it has said that it runs is waited for until it stays', async () => {
  const worker = bench((nth) => (nth === 2 ? 'it has ended' : undefined));
  await waitUntilItRuns(worker, place, { steadyMs: 150 });
  expect(worker.asked()).toBeGreaterThanOrEqual(4);
});

test('one that never stays does not run, and its last trouble is told', async () => {
  const worker = bench((nth) => (nth % 2 === 0 ? `ended the ${nth}th time` : undefined));
  await expect(waitUntilItRuns(worker, place, { steadyMs: 150 })).rejects.toThrow(
    /worker does not run on a: ended the \d+th time/,
  );
});
