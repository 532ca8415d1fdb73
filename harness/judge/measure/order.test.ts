import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { sortRows } from './order.ts';

const nearlySorted = fc
  .array(fc.integer({ min: 0, max: 300 }), { maxLength: 400 })
  .map((late) => late.map((delay, index) => index * 3 + delay));
const anything = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 400 });

test('sorts as the standard sort does, equal keys in their old order', () => {
  fc.assert(
    fc.property(fc.oneof(nearlySorted, anything), (keys) => {
      const rows = Uint32Array.from(keys.keys());
      const expected = [...rows].sort((a, b) => keys[a]! - keys[b]! || a - b);
      expect([...sortRows(rows, (row) => keys[row]!)]).toEqual(expected);
    }),
  );
});

test('rows that never ended come last', () => {
  const keys = Float64Array.of(Number.POSITIVE_INFINITY, 5, Number.POSITIVE_INFINITY, 1);
  expect([...sortRows(Uint32Array.of(0, 1, 2, 3), (row) => keys[row]!)]).toEqual([3, 1, 0, 2]);
});
