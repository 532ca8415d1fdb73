import { expect, test } from '@playwright/test';
import { Turns } from './turns.ts';

const never = new AbortController().signal;

test('no more than the limit at once, in the order in which they came', async () => {
  const turns = new Turns(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = async (index: number) => {
    using _turn = await turns.take(never);
    order.push(index);
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(work));
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('who gives up waiting loses no turn for the others', async () => {
  const turns = new Turns(1);
  const first = await turns.take(never);
  const abort = new AbortController();
  const impatient = turns.take(abort.signal).catch((reason) => reason);
  const patient = turns.take(never);
  abort.abort('enough');
  expect(await impatient).toBe('enough');
  first[Symbol.dispose]();
  using _turn = await patient;
});

test('a turn that comes together with the abort goes to the next', async () => {
  const turns = new Turns(1);
  const first = await turns.take(never);
  const abort = new AbortController();
  const impatient = turns.take(abort.signal).catch((reason) => reason);
  abort.abort('enough');
  first[Symbol.dispose]();
  expect(await impatient).toBe('enough');
  using _turn = await turns.take(never);
});
