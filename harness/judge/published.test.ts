import { expect, test } from '@playwright/test';
import { judge, judgementSchema } from './index.ts';
import { faultsOf, publishedText, SAMPLES, sampleEvidence } from './testing/index.ts';

test('what is published is what this build writes: unbroken schema verdict --write docs/verdict.schema.json', () => {
  expect(publishedText).toBe(`${JSON.stringify(judgementSchema(), null, 2)}\n`);
});

for (const kind of SAMPLES)
  test(`${kind}: the verdict is what was published`, () => {
    expect(faultsOf(JSON.parse(JSON.stringify(judge(sampleEvidence(kind)))))).toEqual([]);
  });

test('what a later build adds is no fault, and what it must not do is one', () => {
  const judgement = judge(sampleEvidence('refused-errors'));
  const [finding, ...others] = judgement.findings;
  const later = { ...judgement, weather: 'fair', findings: [{ ...finding, mood: 3 }, ...others] };
  expect(faultsOf(later)).toEqual([]);
  const { sentence: _, ...unsaid } = judgement;
  const faults = [
    unsaid,
    { ...judgement, verdict: 'perhaps' },
    { ...judgement, format: 2 },
    { ...judgement, steps: {} },
  ];
  for (const fault of faults) expect(faultsOf(fault)).toHaveLength(1);
});
