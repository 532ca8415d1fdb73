import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Judgement, judge } from '../judge/index.ts';
import { sampleEvidence } from '../judge/testing/index.ts';
import { RunFolder } from '../run/index.ts';
import { usualDurations } from './last-run.ts';

const evidence = sampleEvidence('certified');
const judgement = judge(evidence);

function keep(runs: string, name: string, plan: unknown, verdict: unknown): void {
  mkdirSync(join(runs, name));
  writeFileSync(join(runs, name, 'plan.json'), JSON.stringify(plan));
  writeFileSync(join(runs, name, 'verdict.json'), JSON.stringify(verdict));
}

const lasting = (seconds: number, ended: Judgement['ended'] = 'completed'): Judgement => ({
  ...judgement,
  ended,
  steps: judgement.steps.map((step) => ({ ...step, from: 1e6, to: 1e6 + seconds * 1e6 })),
});

test('the newest run of the same plan that came to its end tells how long each step takes', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'last-run-'));
  const { plan } = evidence;
  const other = { ...plan, stages: plan.stages.slice(1) };
  mkdirSync(join(folder.path, '2026-01-09-now'));
  const run = new RunFolder(join(folder.path, '2026-01-09-now'));
  expect(usualDurations(run, plan).size).toBe(0);
  keep(folder.path, '2026-01-01-old', plan, lasting(1));
  keep(folder.path, '2026-01-02-usual', plan, lasting(2));
  keep(folder.path, '2026-01-03-interrupted', plan, lasting(3, 'interrupted'));
  keep(folder.path, '2026-01-04-other', other, lasting(4));
  keep(folder.path, '2026-01-05-broken', plan, { format: 99 });
  const took = usualDurations(run, plan);
  const steps = plan.stages.flatMap(({ steps: all }) => all.map(({ id }) => id));
  expect(steps.map((id) => took.get(id))).toEqual(steps.map(() => 2_000));
});
