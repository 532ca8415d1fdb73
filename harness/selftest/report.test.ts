import { expect, test } from '@playwright/test';
import { lineOf, renderSelftest, told } from './report.ts';
import type { Trial } from './trial.ts';

const trial: Trial = {
  name: 'hang',
  where: 'service',
  command: 'unbroken certify keystone --plant hang --seed 1',
  expected: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe', node: 'controller1' }] },
  problems: [],
  verdict: 'refused',
  found: ['errors', 'outage'],
  delayMs: 70,
  seconds: 12.3,
  run: '/runs/1',
};
const missed: Trial = { ...trial, name: 'left|out', problems: ['certified instead of refused'], delayMs: null };
const stamp = {
  ...{ format: 1 as const, build: 'abc', haproxy: '2.6.12', configuration: 'def' },
  ...{ suite: 'full' as const, faults: 2, at: '2026-01-31T12:00:00.000Z' },
};

test('a line tells what was found, how soon, and below it what is wrong', () => {
  expect(lineOf(trial)).toBe(`✓ ${'hang'.padEnd(28)} refused: errors, outage after 70 ms (12.3 s)`);
  expect(lineOf(missed).split('\n')).toEqual([
    `✗ ${'left|out'.padEnd(28)} refused: errors, outage (12.3 s)`,
    '    certified instead of refused',
  ]);
});

test('a fault for which there is no place is neither found nor missed, and says why', () => {
  const nowhere: Trial = { ...trial, verdict: null, found: [], delayMs: null, unplantable: 'no unshare' };
  expect(lineOf(nowhere)).toBe(`– ${'hang'.padEnd(28)} not plantable here: no unshare`);
  const text = renderSelftest({
    ...{ format: 1, started: 'now', seconds: 24, jobs: 1, hogs: 0, stamp, passed: 1, failed: 0, unplantable: 1 },
    trials: [trial, nowhere],
  });
  expect(text).toContain('1 as expected, 0 not, 1 not plantable here;');
  expect(text).toContain('| – | – | not plantable here: no unshare |');
});

test('what is expected is told in words', () => {
  expect(told({ verdict: 'not begun', says: 'a gets 50.0 %' })).toBe('not begun: a gets 50.0 %');
  expect(told(trial.expected)).toBe('refused: errors in a step "observe" on controller1');
  expect(told({ verdict: 'inconclusive', broken: ['recorder-whole'] })).toBe('inconclusive: recorder-whole');
  expect(told({ ...trial.expected, reconciled: ['silent-close'] })).toBe(
    'refused: errors in a step "observe" on controller1, silent-close (difference)',
  );
  expect(told({ verdict: 'certified' })).toBe('certified');
  expect(told({ verdict: 'certified', orElse: 'inconclusive' })).toBe('certified or inconclusive');
});

test('the table has a row for each, with the command, and no cell of it breaks another', () => {
  const text = renderSelftest({
    ...{
      format: 1,
      started: 'now',
      seconds: 24,
      jobs: 1,
      hogs: 6,
      stamp,
      passed: 1,
      failed: 1,
      unplantable: 0,
      trials: [trial, missed],
    },
  });
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  expect(rows).toHaveLength(4);
  for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(9);
  expect(rows[2]).toContain('`unbroken certify keystone --plant hang --seed 1`');
  expect(text).toContain('1 as expected, 1 not');
});
