import { expect, test } from '@playwright/test';
import { type Judgement, judge } from '../harness/judge/index.ts';
import { sampleEvidence } from '../harness/judge/testing/index.ts';
import { renderAnnotations } from './annotations.ts';

test('a certificate annotates nothing', () => {
  expect(renderAnnotations(judge(sampleEvidence('certified')))).toBe('');
});

test('a refusal is an error with its step, and nothing in it can end its line or begin another command', () => {
  const judgement = judge(sampleEvidence('refused-errors'));
  const [finding] = judgement.findings;
  const evil: Judgement = {
    ...judgement,
    assumptions: [],
    findings: [{ ...finding!, title: 'a, b: c\n::error::d', detail: '100 %\n::warning::e', step: '3.1' }],
  };
  expect(renderAnnotations(evil)).toBe(
    '::error title=step 3.1%3A a%2C b%3A c %3A%3Aerror%3A%3Ad::100 %25 ::warning::e\n',
  );
});

test('no more than the page takes', () => {
  const judgement = judge(sampleEvidence('refused-errors'));
  const [finding] = judgement.findings;
  const many: Judgement = { ...judgement, findings: Array.from({ length: 30 }, () => finding!) };
  const errors = renderAnnotations(many)
    .split('\n')
    .filter((line) => line.startsWith('::error'));
  expect(errors).toHaveLength(10);
  expect(errors.at(-1)).toContain('21 more');
});
