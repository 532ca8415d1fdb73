import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../../journal/index.ts';
import { changeEvents, contextWith } from '../testing/index.ts';
import { measuredThroughout } from './measured-throughout.ts';

const whole = contextWith().journal;
const continued = (t: number, by: 'resume' | 'restore'): JournalEvent => ({
  t,
  event: 'continued',
  by,
  wall: '2026-01-31T12:00:00.000Z',
  gapSeconds: 4,
  life: 2,
  harness: '0',
});

/** The journal, taken up again after its harness died right behind the n-th event of that kind. */
function takenUpAfter(kind: JournalEvent['event'], nth: number, by: 'resume' | 'restore' = 'resume'): JournalEvent[] {
  const at = whole.flatMap(({ event }, index) => (event === kind ? [index] : []))[nth]!;
  return [...whole.slice(0, at + 1), continued(whole[at]!.t + 1, by), ...whole.slice(at + 1)];
}

test('holds for a run that was taken in one go', () => {
  expect(measuredThroughout(contextWith())).toMatchObject({ holds: true, detail: 'The run was taken in one go.' });
});

test('holds when the harness died before anything was touched', () => {
  expect(measuredThroughout(contextWith({ journal: takenUpAfter('run-started', 0) })).holds).toBe(true);
});

test('does not hold when it died in the upgrade, and names the time', () => {
  const { holds, detail } = measuredThroughout(contextWith({ journal: takenUpAfter('step-ended', 5) }));
  expect(holds).toBe(false);
  expect(detail).toMatch(/^The run was taken up again 1 time; nobody measured from .* to .*\.$/);
});

test('a run that had ended and was put back by then leaves no such time', () => {
  const ended = changeEvents('run-ended', (event) => ({ ...event, ended: 'interrupted' }));
  const journal = [...ended, continued(ended.at(-1)!.t + 1, 'resume')];
  expect(measuredThroughout(contextWith({ journal })).holds).toBe(true);
});
