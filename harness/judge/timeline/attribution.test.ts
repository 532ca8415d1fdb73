import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { JournalEvent } from '../../journal/index.ts';
import { keystonePlan } from '../testing/index.ts';
import { attribution, NO_STEP } from './attribution.ts';
import { indexEvents } from './events.ts';
import { stepRuns } from './steps.ts';

const began = (t: number, step: string): JournalEvent => ({ t, event: 'step-started', step });
const over = (t: number, step: string): JournalEvent => ({ t, event: 'step-ended', step, outcome: 'done' });

function stepsAt(journal: JournalEvent[], moments: number[]): (string | null)[] {
  const events = indexEvents(journal);
  const steps = stepRuns(keystonePlan(), events);
  const stepAt = attribution(steps, events);
  return moments.map((moment) => steps[stepAt(moment)]?.id ?? null);
}

test('a moment belongs to the step under way, and between steps to the one that had begun last', () => {
  const journal = [began(10, '1.1'), over(20, '1.1'), began(30, '2.1'), over(40, '2.1')];
  expect(stepsAt(journal, [10, 19, 20, 29, 30, 40, 99])).toEqual(['1.1', '1.1', '1.1', '1.1', '2.1', '2.1', '2.1']);
});

test('what comes before the first step belongs to it', () => {
  expect(stepsAt([began(10, '1.1')], [0, 9])).toEqual(['1.1', '1.1']);
});

test('of steps within each other, the innermost one; then the outer one again', () => {
  const journal = [began(10, 'outer'), began(20, '2.1'), over(30, '2.1'), over(40, 'outer')];
  expect(stepsAt(journal, [15, 25, 35])).toEqual(['outer', '2.1', 'outer']);
});

test('without any step a moment belongs to none', () => {
  const events = indexEvents([]);
  expect(attribution(stepRuns(keystonePlan(), events), events)(5)).toBe(NO_STEP);
});

test('as walking through the journal says, for any steps one after the other', () => {
  const lengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 0, max: 150 }), (pauses, moment) => {
      let now = 0;
      const steps = pauses.map(([pause, length], index) => {
        const from = now + pause;
        now = from + length;
        return { id: `${index}`, from, to: now };
      });
      const journal = steps.flatMap(({ id, from, to }) => [began(from, id), over(to, id)]);
      const expected = steps.findLast(({ from }) => from <= moment) ?? steps[0]!;
      expect(stepsAt(journal, [moment])).toEqual([expected.id]);
    }),
  );
});
