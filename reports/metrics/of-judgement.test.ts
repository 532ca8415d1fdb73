import { expect, test } from '@playwright/test';
import { type Judgement, judge } from '../../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../../harness/judge/testing/index.ts';
import { spoiled } from '../testing/index.ts';
import { renderMetrics } from './of-judgement.ts';

const LINE =
  /^(?:# (?:TYPE unbroken_\w+ gauge|UNIT unbroken_\w+_seconds seconds|HELP unbroken_\w+ [^\n]+)|unbroken_\w+\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)+\} -?[\d.]+(?:e[+-]?\d+)?)$/;

test('every line is what OpenMetrics allows, and the file ends with its end', () => {
  for (const sample of SAMPLES) {
    const text = renderMetrics(judge(sampleEvidence(sample)));
    const lines = text.split('\n');
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    for (const line of lines.slice(0, -2)) expect(line).toMatch(LINE);
  }
});

test('names from outside stay inside their quotes', () => {
  const judgement = judge(sampleEvidence('certified'));
  const spoilt: Judgement = {
    ...judgement,
    upgrade: { ...judgement.upgrade, scenario: 'a "b" \\ c\nd' },
    steps: judgement.steps.map((step) => ({ ...step, title: spoiled(step.title) })),
  };
  const text = renderMetrics(spoilt);
  expect(text).toContain('scenario="a \\"b\\" \\\\ c\\nd"');
  for (const line of text.split('\n').slice(0, -2)) expect(line).toMatch(LINE);
});

test('the samples of one metric stand together, and one verdict of three is true', () => {
  const text = renderMetrics(judge(sampleEvidence('refused-errors')));
  const names = text
    .split('\n')
    .filter((line) => line.startsWith('unbroken_'))
    .map((line) => line.slice(0, line.indexOf('{')));
  const changes = names.filter((name, i) => name !== names[i - 1]);
  expect(changes.length).toBe(new Set(names).size);
  expect(text.match(/unbroken_verdict\{[^\n]*verdict="(\w+)"\} 1/g)?.length).toBe(1);
  expect(text).toMatch(/unbroken_verdict\{[^\n]*verdict="refused"\} 1/);
});
