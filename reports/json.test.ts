import { expect, test } from '@playwright/test';
import { Judgement, judge } from '../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { renderVerdictJson } from './json.ts';

/** The same value with every object's keys the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
};

for (const kind of SAMPLES)
  test(`${kind}: reads back as what was judged, and the order of keys does not depend on who made it`, () => {
    const judgement = judge(sampleEvidence(kind));
    const text = renderVerdictJson(judgement);
    expect(Judgement.parse(JSON.parse(text))).toEqual(judgement);
    expect(renderVerdictJson(reversed(judgement) as Judgement)).toBe(text);
    expect(text.startsWith('{\n  "format": 1,\n  "verdict": ')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });
