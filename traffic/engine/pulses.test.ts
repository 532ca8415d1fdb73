import { expect, test } from '@playwright/test';
import { type Pulse, Pulses } from './pulses.ts';
import { workersFor } from './workers.ts';

const pulse = (changes: Partial<Pulse> = {}): Pulse => ({
  intended: 10,
  ok: 6,
  failed: 1,
  unknown: 1,
  notSent: 1,
  outstanding: 1,
  lateMs: 1,
  loopMs: 2,
  p50Ms: null,
  p99Ms: null,
  newest: null,
  wentBack: 1,
  canary: { asked: 5, failed: 0, worstMs: null },
  ...changes,
});

test('one worker’s pulse is the recorder’s', () => {
  expect(new Pulses(1).add(0, pulse())).toEqual(pulse());
});

test('counts add up, of the rest the worst stands, versions by their integers', () => {
  const pulses = new Pulses(3);
  const canary = { asked: 4, failed: 1, worstMs: 3 };
  expect(pulses.add(2, pulse({ lateMs: 7, p99Ms: 4, newest: '2.9' }))).toBeUndefined();
  expect(pulses.add(0, pulse({ loopMs: 9, p50Ms: 1, canary }))).toBeUndefined();
  expect(pulses.add(1, pulse({ p99Ms: 5, newest: '2.10', canary: { ...canary, worstMs: 2 } }))).toEqual({
    intended: 30,
    ok: 18,
    failed: 3,
    unknown: 3,
    notSent: 3,
    outstanding: 3,
    lateMs: 7,
    loopMs: 9,
    p50Ms: 1,
    p99Ms: 5,
    newest: '2.10',
    wentBack: 3,
    canary: { asked: 13, failed: 2, worstMs: 3 },
  });
});

test('a worker that is silent makes the recorder silent, and nothing that others saw meanwhile is lost', () => {
  const pulses = new Pulses(2);
  expect(pulses.add(0, pulse())).toBeUndefined();
  expect(pulses.add(0, pulse({ lateMs: 300, canary: { asked: 1, failed: 1, worstMs: 9 } }))).toBeUndefined();
  expect(pulses.add(0, pulse({ intended: 20, ok: 16 }))).toBeUndefined();
  const whole = pulses.add(1, pulse());
  expect(whole).toMatchObject({ intended: 30, ok: 22, lateMs: 300, canary: { asked: 16, failed: 1, worstMs: 9 } });
  expect(pulses.add(1, pulse())).toBeUndefined();
  expect(pulses.add(0, pulse())).toMatchObject({ intended: 20, lateMs: 1 });
});

test('workers are as many as were asked for, or as the highest rate needs', () => {
  const phases = [{ rate: [100, 20_000] as [number, number], seconds: 9 }, { rate: 10 }];
  expect(workersFor({ workers: 3, rate: 1 })).toBe(3);
  expect(workersFor({ workers: 'auto', rate: 8_000 })).toBe(1);
  expect(workersFor({ workers: 'auto', rate: 8_001 })).toBe(2);
  expect(workersFor({ workers: 'auto', rate: { arrivals: 'poisson', phases } })).toBe(3);
});
