import { expect, test } from '@playwright/test';
import { exitCode, FINDING_CLASSES, Judgement, judge, judgementSchema } from './index.ts';
import { judge as judgeBy } from './judge.ts';
import { RULES } from './rules.ts';
import {
  CLEAN,
  changeRows,
  evidenceOf,
  keystonePlan,
  ledgerOf,
  rowIn,
  runWithGuest,
  SAMPLES,
  sampleEvidence,
} from './testing/index.ts';

const refusals = (judgement: Judgement): string[] => [
  ...new Set(judgement.findings.filter(({ severity }) => severity === 'refuse').map((finding) => finding.class)),
];
const broken = (judgement: Judgement): string[] =>
  judgement.assumptions.filter(({ holds }) => !holds).map(({ name }) => name);

test('a clean crossover is certified, and the sentence says what was proved', () => {
  const judgement = judge(sampleEvidence('certified'));
  expect(broken(judgement)).toEqual([]);
  expect(judgement).toMatchObject({ verdict: 'certified', ended: 'completed', findings: [], outages: [] });
  expect(judgement.sentence).toMatch(
    /^Certified: 5,641 requests and no failure; with 95 % certainty fewer than 0\.054 % fail/,
  );
  expect(judgement.proof).toMatchObject({
    intended: 5641,
    sent: 5641,
    ok: 5641,
    writes: { lost: 0 },
    absorbed: { retries: 0 },
  });
  expect(judgement.releases).toContainEqual({
    node: 'controller2',
    service: 'keystone',
    before: '2025.1',
    after: '2026.1',
  });
});

test('without drain: refused, for what users saw and for what they were spared, though the experiment certifies nothing', () => {
  const judgement = judge(sampleEvidence('refused-errors'));
  expect(judgement.verdict).toBe('refused');
  expect(refusals(judgement)).toEqual(['errors', 'outage', 'exposed', 'version-order']);
  expect(broken(judgement)).toEqual(['not-an-experiment']);
  expect(judgement.sentence).toMatch(
    /^Refused: \d+ requests failed with status 503 from step 2\.1 on, and \d+ more findings\.$/,
  );
});

test('in the documented order: refused for versions that went back, and for nothing else', () => {
  const judgement = judge(sampleEvidence('refused-version-order'));
  expect([judgement.verdict, refusals(judgement), broken(judgement)]).toEqual(['refused', ['version-order'], []]);
});

test('what lived through the upgrade is told, and a run without it has none', () => {
  const judgement = judge(evidenceOf({ ...CLEAN, ...runWithGuest() }));
  expect(judgement.verdict).toBe('certified');
  expect(judgement.companions).toMatchObject([
    { name: 'guest', failed: 0, longestGapMs: 200, latencyMs: { p50: 0.8, max: 0.8 } },
  ]);
  expect(judge(sampleEvidence('certified')).companions).toEqual([]);
});

test('a recorder that did not look: inconclusive', () => {
  const judgement = judge(sampleEvidence('inconclusive'));
  expect([judgement.verdict, refusals(judgement)]).toEqual(['inconclusive', []]);
  expect(judgement.sentence).toContain('the recorder was awake');
});

test('interrupted: inconclusive, and the exit code says why', () => {
  const judgement = judge(sampleEvidence('interrupted'));
  expect([judgement.verdict, judgement.ended, exitCode(judgement)]).toEqual(['inconclusive', 'interrupted', 130]);
});

test('a run that kept neither a log nor a control endpoint is judged, and says what was not measured', () => {
  const journal = CLEAN.journal
    .filter(({ event }) => event !== 'served' && event !== 'direct')
    .map((event) => (event.event === 'pulse' ? { ...event, canary: undefined } : event)) as typeof CLEAN.journal;
  const judgement = judge(evidenceOf({ ...CLEAN, journal, lines: null }));
  expect(judgement.verdict).toBe('certified');
  expect(judgement.reconciliation).toMatchObject({ status: 'not-measured' });
  const unmeasured = judgement.assumptions.filter(({ measured }) => measured === false).map(({ name }) => name);
  expect(unmeasured).toEqual(['canary-well', 'reconciled']);
});

test('exit codes', () => {
  const verdicts = ['certified', 'refused', 'inconclusive'] as const;
  expect(verdicts.map((verdict) => exitCode({ verdict, ended: 'completed' }))).toEqual([0, 1, 2]);
  expect(exitCode({ verdict: 'refused', ended: 'failed' })).toBe(1);
});

test('the same evidence gives the same judgement to the byte, valid by its own schema', () => {
  for (const kind of SAMPLES) {
    const text = JSON.stringify(judge(sampleEvidence(kind)));
    expect(JSON.stringify(judge(sampleEvidence(kind)))).toBe(text);
    expect(Judgement.strict().parse(JSON.parse(text))).toEqual(JSON.parse(text));
  }
});

test('judging changes nothing in the evidence', () => {
  const evidence = sampleEvidence('refused-errors');
  judge(evidence);
  expect(evidence).toEqual(sampleEvidence('refused-errors'));
});

test('a rule that throws makes a clean run inconclusive, never certified', () => {
  const fail = () => {
    throw new Error('out of order');
  };
  const evidence = evidenceOf(CLEAN);
  for (const rules of [
    { ...RULES, findings: { ...RULES.findings, 'left-out': fail } },
    { ...RULES, assumptions: { ...RULES.assumptions, 'left-out': fail } },
  ]) {
    const judgement = judgeBy(evidence, rules);
    expect([judgement.verdict, broken(judgement)]).toEqual(['inconclusive', ['rule-left-out']]);
    expect(judgement.sentence).toContain('out of order');
  }
});

test('a refusal wins over a broken assumption', () => {
  const rows = changeRows([rowIn('1.1'), rowIn('5.2')], { outcome: 'failed', failure: 'reset', status: null });
  const judgement = judge(evidenceOf({ ...CLEAN, rows }));
  expect([judgement.verdict, broken(judgement)]).toEqual(['refused', ['baseline-clean']]);
});

test('a baseline that fails and an upgrade that does not: inconclusive', () => {
  const rows = changeRows([rowIn('1.1')], { outcome: 'failed', failure: 'reset', status: null });
  expect(judge(evidenceOf({ ...CLEAN, rows })).verdict).toBe('inconclusive');
});

test('every step accounts for its requests, and together for all of them', () => {
  const { steps, proof } = judge(sampleEvidence('refused-errors'));
  for (const step of steps) expect(step.ok + step.failed + step.unknown + step.notSent).toBe(step.intended);
  expect(steps.reduce((sum, step) => sum + step.intended, 0)).toBe(proof.intended);
});

test('no evidence at all: inconclusive, not a crash', () => {
  const judgement = judge({ plan: keystonePlan(), journal: [], ledger: ledgerOf([]), access: null });
  expect([judgement.verdict, judgement.ended]).toEqual(['inconclusive', 'interrupted']);
  expect(Judgement.parse(JSON.parse(JSON.stringify(judgement)))).toEqual(judgement);
});

test('publishes the schema of the judgement and the classes of findings', () => {
  expect(judgementSchema()).toMatchObject({
    type: 'object',
    properties: { verdict: { enum: ['certified', 'inconclusive', 'refused'] } },
  });
  expect(FINDING_CLASSES).toContain('version-order');
});
