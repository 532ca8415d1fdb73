import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { selectRank } from './select.ts';

test('the value of every rank is what sorting gives', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 0, max: 0xffff_ffff })), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(values, fc.nat(), (list, pick) => {
      const rank = 1 + (pick % list.length);
      expect(selectRank(Uint32Array.from(list), rank)).toBe(list.toSorted((a, b) => a - b)[rank - 1]);
    }),
    { numRuns: 50 },
  );
});
