import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  brief,
  count,
  cut,
  duration,
  Markup,
  markup,
  moment,
  nominal,
  printable,
  share,
  shellLine,
  wallClock,
} from './index.ts';

test('durations take the unit that suits them and three digits', () => {
  expect([0, 0.0123, 0.5, 8.7, 99.96, 999.4, 999.6, 59_900, 61_000, 3_723_000].map(duration)).toEqual([
    '0 ms',
    '12.3 µs',
    '500 µs',
    '8.70 ms',
    '100 ms',
    '999 ms',
    '1.00 s',
    '59.9 s',
    '1 min 01 s',
    '1 h 02 min',
  ]);
  expect(duration(null)).toBe('–');
  expect([20, 500, 1000, 2000].map(nominal)).toEqual(['20 ms', '500 ms', '1 s', '2 s']);
});

test('shares are per cent, and small ones parts per million', () => {
  expect([0, 1, 0.0464, 0.000464, 0.00003].map(share)).toEqual(['0 %', '100 %', '4.64 %', '0.0464 %', '30.0 ppm']);
});

test('counts are grouped; what is missing is a dash, never a zero', () => {
  expect(count(1_234_567)).toBe('1,234,567');
  expect([count(null), moment(null), share(undefined)]).toEqual(['–', '–', '–']);
});

test('moments count from the start, and can be told by the wall clock', () => {
  expect(moment(12_345_678)).toBe('12.346 s');
  expect(wallClock('2026-03-01T12:00:00.000Z', 61_500_000)).toBe('12:01:01.500');
});

test('text from outside loses control characters and half characters, and shows what would turn it round', () => {
  expect(printable('a\u0000\u0007\u009bb\tc\r\nd')).toBe('ab\tc\nd');
  expect(printable('\u202Eabc')).toBe('[U+202E]abc');
  expect(printable('\uD800x')).toBe('\uFFFDx');
  expect(brief('two\n lines', 6)).toBe('two l…');
  expect(cut('x'.repeat(10), 4)).toBe('xxxx… (10 characters)');
});

test('a command line can be pasted into a shell', () => {
  expect(shellLine(['unbroken', 'certify', "it's", 'a b', '$HOME'])).toBe(`unbroken certify 'it'\\''s' 'a b' '$HOME'`);
});

test('markup escapes whatever is put in, once', () => {
  const inner = markup`<b>${'<&>'}</b>`;
  expect(markup`<a title="${`"'`}">${inner}${[1, '<']}${null}${false}</a>`.source).toBe(
    '<a title="&quot;&#39;"><b>&lt;&amp;&gt;</b>1&lt;</a>',
  );
});

test('no text gets out of an attribute or an element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { source } = markup`${text}`;
      expect(source).not.toMatch(/[<>"']/);
      expect(source).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(markup`${new Markup(source)}`.source).toBe(source);
    }),
  );
});
