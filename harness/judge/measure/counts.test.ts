import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Counts } from './counts.ts';

test('counts as a map would, up to 255', () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.integer({ min: 0, max: 100 }))), number, (added, stranger) => {
      const [counts, map] = [new Counts(), new Map<number, number>()];
      for (const [one, times] of added) {
        counts.add(one, times);
        map.set(one, (map.get(one) ?? 0) + times);
      }
      for (const one of [stranger, ...map.keys()]) expect(counts.of(one)).toBe(Math.min(255, map.get(one) ?? 0));
    }),
  );
});
