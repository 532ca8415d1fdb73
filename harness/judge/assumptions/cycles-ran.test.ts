import { expect, test } from '@playwright/test';
import { addEvents, CLEAN, contextWith, timesOf } from '../testing/index.ts';
import { cyclesRan } from './cycles-ran.ts';

const plan = { ...CLEAN.plan, cycles: ['server-life'] };
const life = (started: number, outcome: 'ok' | 'failed' = 'ok') =>
  ({ t: started + 1000, event: 'cycle', cycle: 'server-life', number: 1, mark: 'm', started, outcome }) as const;
const before = timesOf('1.1').from + 5_000;
const after = timesOf('6.3').from + 5_000;
const holds = (...lives: ReturnType<typeof life>[]) =>
  cyclesRan(contextWith({ plan, journal: addEvents(...lives) })).holds;

test('holds when one was completed before and one after', () => {
  expect(holds(life(before), life(after))).toBe(true);
  expect(cyclesRan(contextWith()).holds).toBe(true);
});

test('does not hold when one side is missing or only failed', () => {
  expect(holds(life(before))).toBe(false);
  expect(holds(life(after))).toBe(false);
  expect(holds(life(before), life(after, 'failed'))).toBe(false);
});
