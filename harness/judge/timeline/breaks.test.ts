import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../../journal/index.ts';
import { breaksOf } from './breaks.ts';

const note = (t: number): JournalEvent => ({ t, event: 'note', text: '' });
const ended = (t: number): JournalEvent => ({ t, event: 'run-ended', ended: 'interrupted' });
const continued = (t: number, by: 'resume' | 'restore', life: number): JournalEvent => {
  return { t, event: 'continued', by, wall: '2026-01-31T12:00:00.000Z', gapSeconds: 1, life, harness: '0' };
};

test('none in a run that was taken in one go, nor after its end', () => {
  expect(breaksOf([note(1), ended(2)])).toEqual([]);
  expect(breaksOf([note(1), ended(2), continued(3, 'restore', 1), note(4)])).toEqual([]);
});

test('from the last that a recorder’s harness told to the next one, whatever was put back in between', () => {
  const first = [note(1), continued(5, 'restore', 1), note(6), continued(9, 'resume', 2)];
  const second = [note(10), ended(11), continued(12, 'resume', 3), note(13)];
  expect(breaksOf([...first, ...second])).toEqual([
    { from: 1, to: 9, died: true },
    { from: 11, to: 12, died: false },
  ]);
});
