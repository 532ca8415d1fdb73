import { expect, test } from '@playwright/test';
import { judge } from '../../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../../harness/judge/testing/index.ts';
import { Scene } from '../../harness/live/index.ts';
import { renderMetrics } from './of-judgement.ts';
import { renderLiveMetrics } from './of-scene.ts';

const LINE =
  /^(?:# (?:TYPE unbroken_\w+ gauge|UNIT unbroken_\w+_seconds seconds|HELP unbroken_\w+ [^\n]+)|unbroken_\w+\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)+\} -?[\d.]+(?:e[+-]?\d+)?)$/;

const definitions = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('# '));
const nameIn = (line: string): string => line.split(' ')[2] ?? '';

test('at every moment of a run every line is what OpenMetrics allows, and each metric stands together', () => {
  for (const sample of SAMPLES) {
    const { plan, journal } = sampleEvidence(sample);
    const scene = new Scene({ plan, folder: 'runs/one', usualMs: new Map() });
    for (const [place, event] of journal.entries()) {
      scene.see(event);
      if (place % 97 !== 0) continue;
      const lines = renderLiveMetrics(scene).split('\n');
      expect(lines.slice(-2)).toEqual(['# EOF', '']);
      for (const line of lines.slice(0, -2)) expect(line).toMatch(LINE);
      const names = lines
        .filter((line) => line.startsWith('unbroken_'))
        .map((line) => line.slice(0, line.indexOf('{')));
      expect(names.filter((name, i) => name !== names[i - 1]).length).toBe(new Set(names).size);
    }
  }
});

test('what is told during a run and after it is the same by the same name', () => {
  const evidence = sampleEvidence('refused-errors');
  const scene = new Scene({ plan: evidence.plan, folder: 'runs/one', usualMs: new Map() });
  for (const event of evidence.journal) scene.see(event);
  const [during, after] = [renderLiveMetrics(scene), renderMetrics(judge(evidence))];
  const shared = definitions(during).filter((line) =>
    definitions(after).some((other) => nameIn(other) === nameIn(line)),
  );
  expect(new Set(shared.map(nameIn))).toContain('unbroken_requests');
  expect(new Set(shared.map(nameIn))).toContain('unbroken_step_duration_seconds');
  for (const line of shared.filter((each) => each !== '# EOF')) expect(definitions(after)).toContain(line);
  const durations = (text: string): string[] => text.match(/^unbroken_step_duration_seconds.*$/gm) ?? [];
  expect(durations(during)).toEqual(durations(after));
});
