import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { placeText, readPlace } from './place.ts';
import { grown, moved, showing, whole, widthOf, within, zoomed } from './view.ts';

test('an address leads back to where it was taken', () => {
  const time = fc.integer({ min: 0, max: 86_400e4 }).map((tenths) => tenths * 100);
  fc.assert(
    fc.property(time, fc.integer({ min: 1, max: 1e6 }), fc.option(fc.nat(2 ** 31)), (from, more, row) => {
      const place = { from, to: from + more * 100, row };
      const read = readPlace(placeText(place))!;
      expect(read.row).toBe(row);
      expect(read.from).toBeCloseTo(place.from, 3);
      expect(read.to).toBeCloseTo(place.to, 3);
    }),
  );
  expect(placeText({ from: null, to: null, row: null })).toBe('');
  expect(readPlace(placeText({ from: null, to: null, row: 12 }))).toEqual({ from: null, to: null, row: 12 });
});

test('an address of something else is not taken for a place', () => {
  for (const hash of ['', '#finding-errors-1', '#t=', '#t=5-3', '#t=1e9-2', '#row=-1', '#t=<b>-1', '#row=12345678901'])
    expect(readPlace(hash)).toBeNull();
});

const view = fc
  .tuple(
    fc.integer({ min: 1000, max: 1e9 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([span, a, b]) => within(Math.min(a, b) * span, Math.max(a, b) * span, span));

test('no zoom and no move leads out of the run', () => {
  fc.assert(
    fc.property(
      view,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (start, factor, share) => {
        const at = start.from + share * widthOf(start);
        for (const next of [
          zoomed(start, factor, at),
          moved(start, (share - 0.5) * 3 * start.span),
          showing(start, share * start.span),
        ]) {
          expect(next.from).toBeGreaterThanOrEqual(-1e-6);
          expect(next.to).toBeLessThanOrEqual(start.span + 1e-6);
          expect(widthOf(next)).toBeGreaterThan(0);
        }
        const shown = showing(start, share * start.span);
        expect(share * start.span).toBeGreaterThanOrEqual(shown.from - 1e-6);
        expect(share * start.span).toBeLessThanOrEqual(shown.to + 1e-6);
      },
    ),
  );
});

test('what was pointed at stays where it was', () => {
  const next = zoomed(within(20, 60_000, 100_000), 2, 30_000);
  expect((30_000 - next.from) / widthOf(next)).toBeCloseTo((30_000 - 20) / (60_000 - 20), 6);
});

test('who looked at the whole run goes on doing so while it grows; others stay where they are', () => {
  expect(grown(whole(5000), 9000)).toEqual(whole(9000));
  expect(grown(within(1000, 2000, 5000), 9000)).toEqual({ from: 1000, to: 2000, span: 9000 });
});
