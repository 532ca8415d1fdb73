import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { interruptionsOf, type Probe } from './companions.ts';

const probes = (outcomes: readonly boolean[]): Probe[] =>
  outcomes.map((ok, index) => {
    const told = ok ? { ok, ms: 1 } : { ok, ms: null, why: 'ECONNREFUSED' };
    return { t: index * 200 + 5, event: 'probe', companion: 'guest', sent: index * 200, ...told };
  });

test('failures between two answers are one interruption, with all four bounds', () => {
  expect(interruptionsOf(probes([true, false, false, true, true]))).toEqual([
    { from: 200, lastFailed: 400, before: 0, to: 600, known: 405, failed: 2, why: 'ECONNREFUSED' },
  ]);
});

test('one that was there from the first probe on, or to the last one, is open on that side', () => {
  const [first, last, ...more] = interruptionsOf(probes([false, true, false]));
  expect(first).toMatchObject({ before: null, from: 0, to: 200 });
  expect(last).toMatchObject({ before: 200, from: 400, to: null });
  expect(more).toEqual([]);
});

test('each failure is in exactly one interruption, and none where all are answered', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (outcomes) => {
      const found = interruptionsOf(probes(outcomes));
      expect(found.reduce((sum, { failed }) => sum + failed, 0)).toBe(outcomes.filter((ok) => !ok).length);
      for (const { before, from, lastFailed, to } of found) {
        expect(before ?? -1).toBeLessThan(from);
        expect(from).toBeLessThanOrEqual(lastFailed);
        expect(lastFailed).toBeLessThan(to ?? Number.POSITIVE_INFINITY);
      }
    }),
  );
});
