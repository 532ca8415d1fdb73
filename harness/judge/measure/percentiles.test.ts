import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { latencyOf, percentile, percentileOver } from './percentiles.ts';

test('nearest rank: the smallest value that the share does not exceed', () => {
  const sorted = Uint32Array.from({ length: 100 }, (_, index) => index + 1);
  expect([0.5, 0.99, 0.999, 1].map((share) => percentile(sorted, share))).toEqual([50, 99, 100, 100]);
});

test('as the definition says, slowly', () => {
  fc.assert(
    fc.property(
      fc.uint32Array({ minLength: 1, maxLength: 60 }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (values, share) => {
        const sorted = values.slice().sort();
        const enough = [...sorted].find(
          (value) => sorted.filter((other) => other <= value).length >= share * sorted.length,
        );
        expect(percentile(sorted, share)).toBe(enough);
      },
    ),
  );
});

test('no answer, no latency', () => {
  expect(latencyOf([new Uint32Array(0)])).toBeNull();
});

test('over several parts it is what it is over all of them sorted into one', () => {
  const part = fc.array(fc.integer({ min: 0, max: 0xffff_fffe }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
      const all = Uint32Array.from(parts.flat()).sort();
      fc.pre(all.length > 0);
      const sorted = parts.map((values) => Uint32Array.from(values).sort());
      expect(percentileOver(sorted, share)).toBe(percentile(all, share));
    }),
  );
});
