import { expect, test } from '@playwright/test';
import { Backsteps } from './backsteps.ts';

const answer = (sentAt: number, endAt: number, minor: number, operation = 1) => ({
  operation,
  intended: sentAt,
  sent: 0,
  end: endAt - sentAt,
  toldVersion: { major: 2, minor },
});

const count = (...answers: ReturnType<typeof answer>[]): number => {
  const backsteps = new Backsteps();
  for (const one of answers) backsteps.note(one);
  return backsteps.count;
};

test('an older answer to what was asked after a newer one was there counts', () => {
  expect(count(answer(0, 10, 9), answer(20, 30, 10), answer(31, 40, 9))).toBe(1);
});

test('requests that overlap never count', () => {
  expect(count(answer(20, 30, 10), answer(29, 40, 9))).toBe(0);
});

test('operations are held apart', () => {
  expect(count(answer(20, 30, 10, 1), answer(31, 40, 9, 2))).toBe(0);
});
