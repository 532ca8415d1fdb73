import { expect, test } from '@playwright/test';
import { beat } from './beats.ts';

test('goes on whatever those before are waiting for, and at its end waits for them', async () => {
  const waiting: (() => void)[] = [];
  const beats = beat(10, () => new Promise<void>((resolve) => void waiting.push(resolve)));
  await expect.poll(() => waiting.length).toBeGreaterThan(3);
  let ended = false;
  const stopping = beats.stop().then(() => {
    ended = true;
  });
  const [first, ...others] = waiting;
  for (const end of others) end();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  first!();
  await stopping;
  expect(waiting).toHaveLength(others.length + 1);
});
