import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { axis, PLOT } from './canvas.ts';
import { decades } from './latency.ts';
import { packed } from './pack.ts';
import { tickMoments } from './ticks.ts';

test('the axis runs from one rim to the other and never beyond', () => {
  const { x } = axis(60e6);
  expect([-1, 0, 30e6, 60e6, 90e6].map(x)).toEqual([0, 0, PLOT / 2, PLOT, PLOT]);
});

test('there are ticks enough to read by and not too many, whatever the run lasted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1e6, max: 3 * 86_400e6 }), (span) => {
      const ticks = tickMoments(span);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(15);
      expect(ticks.at(-1)! * 1e6).toBeLessThanOrEqual(span);
    }),
  );
});

test('packed things never lie upon each other, and stay in order', () => {
  const item = fc.tuple(fc.nat(1000), fc.nat(100)).map(([from, width]) => [from, from + width] as const);
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const { placed, rows } = packed(items, (each) => each);
      expect(placed.map((each) => each.item)).toEqual(items);
      for (const [i, a] of placed.entries())
        for (const b of placed.slice(i + 1)) if (a.row === b.row) expect(b.item[0]).toBeGreaterThanOrEqual(a.item[1]);
      expect(Math.max(0, ...placed.map(({ row }) => row + 1))).toBe(rows);
    }),
  );
});

test('the latency axis holds the least and the greatest', () => {
  expect([decades(2.5, 15), decades(1, 1), decades(0.3, 4000)]).toEqual([
    [1, 100],
    [1, 10],
    [0.1, 10_000],
  ]);
});
