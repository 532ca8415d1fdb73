import { expect, test } from '@playwright/test';
import { NUMBERS_OF_A_LIFE } from '../journal/index.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import { CLEAN, type Death, evidenceOf, type KeystoneRun, type Row, takenUp } from './testing/index.ts';

/** A run whose harness was killed and that was taken up again: what its evidence lacks, and what it does not lack. */

const failing = (evidence: Evidence): string[] =>
  judge(evidence)
    .assumptions.filter(({ holds }) => !holds)
    .map(({ name }) => name);
const deaths: Death[] = ['3.1', '4.1', '6.3'].flatMap((step) => [
  { step, gap: 1_000_000 },
  { step, gap: 60_000_000, restored: true },
]);
const isSecond = ({ sequence = 0 }: Row): boolean => sequence >= NUMBERS_OF_A_LIFE;
const changed = (run: KeystoneRun, change: Partial<KeystoneRun>): Evidence => evidenceOf({ ...run, ...change });

test('nobody measured in between, and a record lost its end: that is all that is held against it', () => {
  for (const death of deaths) {
    const evidence = evidenceOf(takenUp(death));
    const { verdict, findings } = judge(evidence);
    expect(failing(evidence), JSON.stringify(death)).toEqual(['measured-throughout', 'recorder-whole']);
    expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
    expect(verdict).toBe('inconclusive');
  }
});

test('lines that the keeper had not read when it died, and rows that the recorder had not written, are told as such', () => {
  const { reconciliation } = judge(evidenceOf(takenUp({ step: '4.1', gap: 5_000_000 })));
  expect(reconciliation).toMatchObject({ status: 'explained' });
  const classes = reconciliation!.differences.map((one) => one.class);
  expect(classes).toContain('unkept');
  expect(classes).not.toContain('line-missing');
});

test('a line that is missing long before the death is missing', () => {
  const run = takenUp({ step: '4.1', gap: 5_000_000 });
  const lines = run.lines!.filter(({ sequence }) => sequence !== 300);
  const { reconciliation } = judge(changed(run, { lines }));
  expect(reconciliation!.differences.find((one) => one.class === 'line-missing')).toMatchObject({ count: 1 });
});

test('requests of others while no harness was there are counted and logged for nobody', () => {
  const run = takenUp({ step: '4.1', gap: 5_000_000 });
  const taken = run.journal.find(({ event }) => event === 'continued')!.t;
  const counting = (journal: KeystoneRun['journal']): KeystoneRun['journal'] =>
    journal.map((event) => {
      if (event.event !== 'counters' || event.t < taken) return event;
      const front = event.frontends.keystone!;
      const more = { req_tot: front.req_tot! + 500, hrsp_2xx: front.hrsp_2xx! + 500 };
      return { ...event, frontends: { keystone: { ...front, ...more } } };
    });
  expect(judge(changed(run, { journal: counting(run.journal) })).reconciliation).toMatchObject({
    status: 'explained',
  });
});

test('a recorder that falls silent in one of its lives is not excused by the break', () => {
  const run = takenUp({ step: '4.1', gap: 1_000_000 });
  const taken = run.journal.find(({ event }) => event === 'continued')!.t;
  const journal = run.journal.filter(({ event, t }) => event !== 'pulse' || t < taken || t > taken + 5_000_000);
  expect(failing(changed(run, { journal }))).toContain('recorder-awake');
});

test('what fails right after it was taken up is not put on the instrument', () => {
  const run = takenUp({ step: '4.1', gap: 60_000_000 });
  const first = run.rows.findIndex(isSecond);
  const rows = run.rows.map((row, index) =>
    index === first ? { ...row, outcome: 'failed' as const, failure: 'status' as const, status: 500 } : row,
  );
  const { verdict, findings } = judge(changed(run, { rows }));
  expect(findings.map((one) => [one.class, one.severity])).toContainEqual(['errors', 'refuse']);
  expect(verdict).toBe('refused');
});

test('users who met the new release and, after it was put back, the old one: that refuses, gap or not', () => {
  const run = takenUp({ step: '5.1', gap: 5_000_000, restored: true });
  const first = run.rows.findIndex((row) => isSecond(row) && row.version);
  const rows = run.rows.map((row, index) => (index === first ? { ...row, version: '3.14' } : row));
  const { verdict, findings } = judge(changed(run, { rows }));
  const refusals = findings.filter(({ severity }) => severity === 'refuse');
  expect(refusals).toMatchObject([
    { class: 'version-order', detail: expect.stringContaining('broken off in between') },
  ]);
  expect(verdict).toBe('refused');
});

test('what exists was asked twice, because the harness died while it asked: nothing is there twice', () => {
  const asked = CLEAN.journal.findIndex(({ event }) => event === 'audit');
  const { t } = CLEAN.journal[asked]!;
  const begun = CLEAN.journal.findLast((event) => event.event === 'step-started' && event.t <= t)!;
  const again = [CLEAN.journal[asked]!, { ...begun, t: t + 1 }, { ...CLEAN.journal[asked]!, t: t + 2 }];
  const journal = CLEAN.journal.toSpliced(asked, 1, ...again);
  expect(judge(evidenceOf({ ...CLEAN, journal })).proof.writes).toMatchObject({ duplicate: 0, lost: 0 });
});
