import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Tail } from './tail.ts';

const tailOf = (chunks: readonly Buffer[], limit: number) => {
  const tail = new Tail(limit);
  for (const chunk of chunks) tail.push(chunk);
  return tail.text();
};

test('an output within the limit is kept as it is', () => {
  expect(tailOf([Buffer.from('one '), Buffer.from('two')], 7)).toBe('one two');
});

test('of a longer one the end is kept', () => {
  expect(tailOf([Buffer.from('0123456789')], 4)).toBe('[6 bytes cut]\n6789');
});

test('nothing is lost but what is said to be cut, however the output was split', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.integer({ min: 4, max: 20 }), (texts, limit) => {
      const whole = Buffer.from(texts.join(''));
      const [, cut = '0', kept = ''] = /^(?:\[(\d+) bytes cut\]\n)?(.*)$/s.exec(
        tailOf(
          texts.map((text) => Buffer.from(text)),
          limit,
        ),
      )!;
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit);
      expect(whole.subarray(Number(cut)).toString()).toBe(kept);
      expect(Number(cut) + Buffer.byteLength(kept)).toBe(whole.length);
    }),
  );
});
