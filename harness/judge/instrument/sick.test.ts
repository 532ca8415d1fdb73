import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { EventOf } from '../../journal/index.ts';
import { overlaps, sickSpans, touches } from './sick.ts';

const well = { intended: 0, ok: 0, failed: 0, unknown: 0, notSent: 0, outstanding: 0, lateMs: 0, loopMs: 1 };
const pulse = (t: number, change: Partial<EventOf<'pulse'>> = {}): EventOf<'pulse'> => ({
  ...well,
  ...{ t, event: 'pulse', p50Ms: null, p99Ms: null, newest: null },
  ...change,
});
const bounds = (pulses: readonly EventOf<'pulse'>[]) => sickSpans(pulses, []).map(({ from, to }) => [from, to]);

test('a recorder that is well has none, with a control endpoint or without', () => {
  const canary = { asked: 5, failed: 0, worstMs: 3 };
  expect(sickSpans([pulse(1_000_000), pulse(1_250_000, { canary })], [])).toEqual([]);
});

test('a loop that stood, a control endpoint that failed or was slow: since the pulse before, or as long as it took', () => {
  expect(bounds([pulse(1_000_000), pulse(1_400_000, { loopMs: 300 })])).toEqual([[950_000, 1_450_000]]);
  expect(bounds([pulse(1_000_000), pulse(1_400_000, { loopMs: 900 })])).toEqual([[450_000, 1_450_000]]);
  const failing = { asked: 5, failed: 1, worstMs: null };
  expect(bounds([pulse(1_000_000), pulse(1_250_000, { canary: failing })])).toEqual([[950_000, 1_300_000]]);
  const slow = { asked: 5, failed: 0, worstMs: 700 };
  expect(bounds([pulse(1_000_000), pulse(1_250_000, { canary: slow })])).toEqual([[500_000, 1_300_000]]);
});

test('requests that this machine could not send make such a time too, and near ones are one', () => {
  const local = [
    { from: 2_000_000, to: 2_000_010 },
    { from: 2_060_000, to: 2_060_010 },
  ];
  expect(sickSpans([], local)).toEqual([{ from: 1_950_000, to: 2_110_010, why: 'this machine could not send' }]);
});

test('spans are in order and apart, and a time touches them if its beginning or its end lies in one', () => {
  const span = fc.record({ from: fc.nat({ max: 1_000_000 }), length: fc.nat({ max: 200_000 }) });
  const time = fc.record({ from: fc.nat({ max: 1_500_000 }), length: fc.nat({ max: 800_000 }) });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), time, (list, { from, length }) => {
      const local = list.map((one) => ({ from: one.from, to: one.from + one.length }));
      const spans = sickSpans([], local);
      for (const [index, one] of spans.slice(1).entries()) expect(one.from).toBeGreaterThan(spans[index]!.to);
      const inside = (t: number) => local.some((one) => one.from - 50_000 <= t && t <= one.to + 50_000);
      expect(touches(spans, from, from + length)).toBe(inside(from) || inside(from + length));
      if (touches(spans, from, from + length)) expect(overlaps(spans, from, from + length)).toBe(true);
    }),
  );
});
