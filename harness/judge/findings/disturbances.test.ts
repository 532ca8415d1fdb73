import { expect, test } from '@playwright/test';
import { judge } from '../index.ts';
import { CLEAN, changeRows, contextWith, evidenceOf, rowIn, timesOf } from '../testing/index.ts';
import { brownOut } from './brown-out.ts';
import { stall } from './stall.ts';

const failing = { outcome: 'failed', failure: 'status', status: 500, version: null } as const;
const numbersIn = (step: string): number[] => {
  const { from, to } = timesOf(step);
  return [...CLEAN.rows.keys()].filter((row) => CLEAN.rows[row]!.intended > from && CLEAN.rows[row]!.intended < to);
};

test('a clean run has neither', () => {
  expect([brownOut(contextWith()), stall(contextWith())]).toEqual([[], []]);
});

test('every third request fails for a while: told with its share and the interval that holds it, and it does not refuse by itself', () => {
  const failed = numbersIn('5.2').filter((_, index) => index % 3 === 0);
  const rows = changeRows(failed, failing);
  expect(brownOut(contextWith({ rows }))).toMatchObject([
    { severity: 'inform', step: '5.2', service: 'keystone', count: failed.length },
  ]);
  const { brownOuts, serviceOutages } = judge(evidenceOf({ ...CLEAN, rows }));
  expect(brownOuts).toMatchObject([{ service: 'keystone', step: '5.2', failed: failed.length }]);
  const [{ share, lower, upper }] = brownOuts as [(typeof brownOuts)[number]];
  expect([lower < 1 / 3, upper > 1 / 3, lower < share && share < upper]).toEqual([true, true, true]);
  expect(serviceOutages.every(({ failed: row }) => row < 3)).toBe(true);
});

test('nothing works for a while: an outage of the whole service, and no brown-out', () => {
  const rows = changeRows(numbersIn('5.2').slice(5, 25), failing);
  const judgement = judge(evidenceOf({ ...CLEAN, rows }));
  expect(judgement.serviceOutages).toMatchObject([{ service: 'keystone', step: '5.2', failed: 20 }]);
  expect(judgement.brownOuts).toEqual([]);
  const outage = judgement.findings.find((finding) => finding.class === 'outage')!;
  expect(outage.detail).toMatch(/keystone as a whole was away for between \d/);
});

test('late answers are told with their bound, which follows from the baseline, and do not refuse', () => {
  const row = rowIn('6.3');
  const rows = changeRows([row], { end: 1_500_000 });
  const judgement = judge(evidenceOf({ ...CLEAN, rows }));
  expect(judgement.stalls).toMatchObject([
    { service: 'keystone', step: '6.3', late: 1, worstMs: 1_500, boundMs: 1_000 },
  ]);
  expect(stall(contextWith({ rows }))).toMatchObject([{ severity: 'inform', count: 1 }]);
  expect(judgement.verdict).not.toBe('refused');
  const slowBefore = changeRows([...numbersIn('1.1')], { end: 400_000 }).map((one, number) =>
    number === row ? { ...one, end: 1_500_000 } : one,
  );
  expect(judge(evidenceOf({ ...CLEAN, rows: slowBefore })).stalls).toEqual([]);
});

test('each step is compared with the baseline', () => {
  const rows = changeRows(numbersIn('5.2'), { end: 30_000 });
  const { steps } = judge(evidenceOf({ ...CLEAN, rows }));
  const slow = steps.find(({ step }) => step === '5.2')!.latencyChange!;
  expect(slow.p50.ms).toBeGreaterThan(20);
  expect(slow.p50.lower!).toBeGreaterThan(20);
  const baseline = steps.find(({ step }) => step === '1.1')!.latencyChange!;
  expect(baseline.p50).toMatchObject({ ms: 0 });
  expect(baseline.p50.lower! <= 0 && baseline.p50.upper! >= 0).toBe(true);
});
