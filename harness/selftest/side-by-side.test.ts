import { expect, test } from '@playwright/test';
import { longestFirst, sideBySide } from './side-by-side.ts';

test('never more at a time than wished, all of them, and results in the order of the work', async () => {
  const ends: (() => void)[] = [];
  let most = 0;
  const all = sideBySide([1, 2, 3, 4, 5], { jobs: 2, signal: new AbortController().signal }, async (work) => {
    await new Promise<void>((end) => {
      ends.push(end);
      most = Math.max(most, ends.length);
    });
    return work * 10;
  });
  for (let turn = 0; turn < 5; turn++) {
    // The youngest ends first.
    ends.pop()!();
    await new Promise(setImmediate);
  }
  expect(await all).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
});

test('what takes long begins first, and equal ones keep their order', () => {
  const works = ['b1', 'a3', 'c1', 'd2'];
  expect(longestFirst(works, (work) => Number(work[1]))).toEqual(['a3', 'd2', 'b1', 'c1']);
});

test('what was begun is ended, and nothing more is begun', async () => {
  const asked = new AbortController();
  const done = await sideBySide([1, 2, 3], { jobs: 1, signal: asked.signal }, async (work) => {
    if (work === 2) asked.abort();
    return work;
  });
  expect(done).toEqual([1, 2]);
});
