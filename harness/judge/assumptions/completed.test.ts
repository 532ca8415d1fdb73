import { expect, test } from '@playwright/test';
import { changeEvents, contextWith, keystoneRun } from '../testing/index.ts';
import { completed } from './completed.ts';

test('holds when every planned step was done', () => {
  expect(completed(contextWith()).holds).toBe(true);
});

test('does not hold for a run that was interrupted, and names the steps', () => {
  const { holds, detail } = completed(contextWith(keystoneRun({ interruptedAt: 27_000_000 })));
  expect(holds).toBe(false);
  expect(detail).toContain('The run was interrupted; not done: 3.3 (interrupted), 3.4 (not-run)');
});

test('does not hold when the journal breaks off', () => {
  const { holds, detail } = completed(contextWith({ journal: changeEvents('run-ended', () => null) }));
  expect({ holds, detail }).toEqual({
    holds: false,
    detail: 'The journal breaks off: the harness was killed; not done: nothing.',
  });
});

test('does not hold when one step is missing, whatever the end says', () => {
  const journal = changeEvents('step-ended', (event) => (event.step === '6.2' ? null : event));
  expect(completed(contextWith({ journal }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('6.2 (interrupted)'),
  });
});
