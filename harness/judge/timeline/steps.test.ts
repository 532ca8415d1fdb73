import { expect, test } from '@playwright/test';
import { keystonePlan } from '../testing/index.ts';
import { indexEvents } from './events.ts';
import { stepRuns } from './steps.ts';

test('planned steps keep their order, and what the journal does not mention was not run', () => {
  const runs = stepRuns(
    keystonePlan(),
    indexEvents([
      { t: 5, event: 'step-started', step: '1.1' },
      { t: 9, event: 'step-ended', step: '1.1', outcome: 'done' },
      { t: 9, event: 'step-started', step: '2.1' },
    ]),
  );
  expect(runs.slice(0, 3)).toMatchObject([
    { id: '1.1', stage: '1', kind: 'observe', from: 5, to: 9, outcome: 'done' },
    // Begun and never ended: the harness died in it.
    { id: '2.1', stage: '2', kind: 'drain', from: 9, to: null, outcome: 'interrupted' },
    { id: '2.2', kind: 'stop', from: null, to: null, outcome: 'not-run' },
  ]);
});

test('a step that was taken up again began when it first began', () => {
  const [first] = stepRuns(
    keystonePlan(),
    indexEvents([
      { t: 5, event: 'step-started', step: '1.1' },
      { t: 6, event: 'step-ended', step: '1.1', outcome: 'interrupted' },
      { t: 7, event: 'step-started', step: '1.1' },
      { t: 8, event: 'step-ended', step: '1.1', outcome: 'done' },
    ]),
  );
  expect(first).toMatchObject({ from: 5, to: 8, outcome: 'done' });
});
