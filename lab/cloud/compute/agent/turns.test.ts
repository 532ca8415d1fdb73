import { expect, test } from '@playwright/test';
import { makeTurns } from './turns.ts';

test('work on one instance waits for its turn, work on another does not', async () => {
  const inTurn = makeTurns();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn('a', async () => {
    await gate.promise;
    order.push('a1');
  });
  const second = inTurn('a', async () => void order.push('a2'));
  await inTurn('b', async () => void order.push('b1'));
  gate.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(['b1', 'a1', 'a2']);
});

test('work that fails does not stop what comes after it', async () => {
  const inTurn = makeTurns();
  const failing = inTurn('a', () => Promise.reject(new Error('broken')));
  const next = inTurn('a', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
