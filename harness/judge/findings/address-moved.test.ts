import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../../journal/index.ts';
import { judge } from '../index.ts';
import { addEvents, CLEAN, changeRows, contextWith, evidenceOf, rowIn, timesOf } from '../testing/index.ts';
import { addressMoved } from './address-moved.ts';

const { from } = timesOf('4.2');

const has = (t: number, balancer: string, holds: boolean): JournalEvent => ({
  ...{ t, event: 'address', balancer, holds },
  ...(t > 10 ? { since: t, within: 2_000 } : {}),
});

const [LEFT, TAKEN] = [from + 500_000, from + 1_100_000];
const MOVED = addEvents(
  ...[has(1, 'lb1', true), has(2, 'lb2', false)],
  ...[has(LEFT, 'lb1', false), has(TAKEN, 'lb2', true)],
);

/** Some requests of the step that failed while nobody had the address. */
function hurt() {
  const isThen = ({ intended }: { intended: number }) => intended >= LEFT && intended < TAKEN;
  const rows = [0, 1, 2, 3].map((nth) => rowIn('4.2', nth, isThen));
  return changeRows(rows, { outcome: 'failed', failure: 'refused', status: null, server: null });
}

test('a move is told with its bounds, and that nobody had planned it; it refuses nothing by itself', () => {
  const found = addressMoved(contextWith({ journal: MOVED }));
  expect(found).toMatchObject([
    {
      class: 'address-moved',
      severity: 'inform',
      title: 'The shared address moved from lb1 to lb2, and nobody had planned it',
      step: '4.2',
      node: 'lb1',
      from: LEFT,
      to: TAKEN,
    },
  ]);
  expect(found[0]!.detail).toContain('nobody had it for 596 ms to 604 ms');
  expect(addressMoved(contextWith())).toEqual([]);
});

test('what failed meanwhile is put down to it, refuses, and is told together with it', () => {
  const judgement = judge(evidenceOf({ ...CLEAN, journal: MOVED, rows: hurt() }));
  expect(judgement.verdict).toBe('refused');
  const [incident] = judgement.incidents;
  expect(incident?.sentence).toContain('The shared address moved from lb1 to lb2 (nobody had planned it)');
  const classes = incident?.findings.map((index) => judgement.findings[index]!.class);
  expect(classes).toEqual(expect.arrayContaining(['errors', 'address-moved']));
});

test('what failed long before or after it is not', () => {
  const row = rowIn('1.1');
  const rows = changeRows([row], { outcome: 'failed', failure: 'refused', status: null, server: null });
  const { incidents } = judge(evidenceOf({ ...CLEAN, journal: MOVED, rows }));
  expect(incidents[0]?.sentence).not.toContain('The shared address moved');
});
