import { expect, test } from '@playwright/test';
import { judge } from '../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { grafanaAnnotations, renderGrafana } from './grafana.ts';
import { emptied, hostile } from './testing/index.ts';

const refused = judge(sampleEvidence('refused-errors'));

test('the run, each step that was taken, each outage and each finding that has a time, on the wall clock', () => {
  const annotations = grafanaAnnotations(refused);
  const tagged = (tag: string) => annotations.filter(({ tags }) => tags.includes(tag));
  expect(tagged('upgrade')).toHaveLength(1);
  expect(tagged('step')).toHaveLength(refused.steps.filter(({ outcome }) => outcome !== 'not-run').length);
  expect(tagged('outage')).toHaveLength(refused.serviceOutages.length);
  expect(tagged('finding')).toHaveLength(refused.findings.filter(({ from }) => from !== null).length);
  const [finding] = refused.findings;
  const [told] = tagged(`class:${finding!.class}`);
  const began = Date.parse(refused.run.started);
  expect(told!.time).toBe(Math.floor(began + finding!.from! / 1000));
  expect(told!.timeEnd).toBe(Math.ceil(began + finding!.to! / 1000));
  expect(told!.text).toContain(finding!.title);
});

for (const [name, evidence] of [
  ...SAMPLES.map((kind) => [kind, sampleEvidence(kind)] as const),
  ['hostile', hostile(sampleEvidence('refused-errors'))] as const,
])
  test(`${name}: what the API takes, the earliest first`, () => {
    const judgement = judge(evidence);
    const annotations = grafanaAnnotations(judgement);
    expect(annotations.length).toBeGreaterThan(1);
    for (const { time, timeEnd, tags, text } of annotations) {
      expect([time, timeEnd].every(Number.isSafeInteger)).toBe(true);
      expect(timeEnd).toBeGreaterThanOrEqual(time);
      expect(tags.every((tag) => tag.length <= 100 && tag.isWellFormed())).toBe(true);
      expect(text.length).toBeLessThanOrEqual(1_000);
    }
    expect(annotations.map(({ time }) => time)).toEqual(annotations.map(({ time }) => time).sort((a, b) => a - b));
    expect(JSON.parse(renderGrafana(judgement))).toEqual(annotations);
  });

test('a run that never began has no moment', () => {
  expect(renderGrafana(judge(emptied(sampleEvidence('certified'), 0)))).toBe('[]\n');
});
