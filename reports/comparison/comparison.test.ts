import { expect, test } from '@playwright/test';
import { type Judgement, judge } from '../../harness/judge/index.ts';
import { sampleEvidence } from '../../harness/judge/testing/index.ts';
import { compare } from './compare.ts';
import { certainly } from './latency.ts';
import { comparisonPage } from './page.ts';
import { comparisonText } from './text.ts';

const good = judge(sampleEvidence('certified'));
const bad = judge(sampleEvidence('refused-errors'));

test('a run held against itself: nothing new, nothing gone, nothing unlike', () => {
  const { findings, unlike, steps } = compare(bad, bad);
  expect([findings.new, findings.gone, unlike]).toEqual([[], [], []]);
  expect(findings.kept).toEqual(bad.findings);
  expect(steps.every(({ before, after }) => before === after)).toBe(true);
});

test('findings come and go by whom they are about', () => {
  const there = compare(good, bad).findings;
  const back = compare(bad, good).findings;
  expect(there.new.length).toBeGreaterThan(0);
  expect(back.gone).toEqual(there.new);
  expect(back.new).toEqual(there.gone);
});

test('steps with equal titles belong together in their order; the rest is kept, with nothing on the other side', () => {
  const [first, second] = good.steps;
  const before: Judgement = { ...good, steps: [first!, { ...first!, step: '9.9' }, second!] };
  const after: Judgement = { ...good, steps: [{ ...first!, step: '1.1' }] };
  expect(compare(before, after).steps.map((step) => [step.before?.step, step.after?.step])).toEqual([
    [first!.step, '1.1'],
    ['9.9', undefined],
    [second!.step, undefined],
  ]);
});

test('what cannot be compared is said first', () => {
  const after: Judgement = { ...good, upgrade: { ...good.upgrade, order: 'rolling', seed: 8 } };
  const seed = `seed: ${good.upgrade.seed} before, 8 after`;
  expect(compare(good, after).unlike).toEqual([`order: ${good.upgrade.order} before, rolling after`, seed]);
  expect(comparisonText(good, after)).toContain(`unlike  ${seed}`);
  expect(comparisonPage(good, after)).toContain(seed);
});

test('a step is slower only where the intervals of both runs leave no doubt', () => {
  const change = (lower: number | null, upper: number | null) => ({ ms: 0, lower, upper });
  expect(certainly(change(-1, 1), change(2, 3))).toBe('slower');
  expect(certainly(change(2, 3), change(-1, 1))).toBe('faster');
  expect(certainly(change(-1, 2), change(1, 3))).toBe('not certain');
  expect(certainly(change(-1, null), change(2, 3))).toBe('not certain');
  expect(certainly(change(-1, 1), change(2, null))).toBe('slower');
  expect(certainly(change(null, null), change(null, null))).toBe('not certain');
  expect(comparisonPage(good, good)).toContain('not certain');
});

test('page and text tell both verdicts and every step', () => {
  for (const text of [comparisonPage(good, bad), comparisonText(good, bad)])
    expect(text.toLowerCase()).toMatch(/certified.*refused/s);
  const lines = comparisonText(good, bad).split('\n');
  for (const { title } of bad.steps) expect(lines.some((line) => line.startsWith(title.slice(0, 40)))).toBe(true);
});
