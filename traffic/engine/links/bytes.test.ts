import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { naturalIn, spells } from './bytes.ts';
import { headerOf, parseHead } from './head.ts';

test('a number is digits with space round them, and few enough to be exact', () => {
  const read = (text: string) => naturalIn(Buffer.from(`x${text}x`), 1, text.length + 1);
  for (const [text, value] of Object.entries({
    '0': 0,
    ' 17\t\r': 17,
    '007': 7,
    '999999999999999': 999_999_999_999_999,
  }))
    expect(read(text)).toBe(value);
  for (const text of ['', ' ', '-1', '+1', '1.0', '1 2', '0x1', '1e3', '1000000000000000', 'x'])
    expect(read(text)).toBeUndefined();
});

test('a word is spelled in letters of either size, and in nothing else', () => {
  expect(spells(Buffer.from('Content-LENGTH'), 0, 'content-length')).toBe(true);
  // The bit that makes a letter small makes a hyphen of a carriage return.
  expect(spells(Buffer.from('content\rlength'), 0, 'content-length')).toBe(false);
  expect(spells(Buffer.from('content-lengt'), 0, 'content-length')).toBe(false);
});

test('a head is read as a slow reader of text would read it', () => {
  const name = fc.constantFrom('Content-Length', 'content-length', 'Transfer-Encoding', 'Connection', 'X-A', 'Server');
  const value = fc.constantFrom('0', '12', ' 7 ', 'close', 'Keep-Alive', 'chunked', 'gzip, chunked', 'x', '');
  const lines = fc.array(fc.tuple(name, value), { maxLength: 5 });
  const first = fc.constantFrom(
    'HTTP/1.1 200 OK',
    'HTTP/1.0 404',
    'HTTP/1.1 200 ',
    'HTTP/1.1 099 X',
    'HTTP/1.1 20',
    'XTTP/1.1 200',
  );
  fc.assert(
    fc.property(first, lines, fc.constantFrom('\r\n', '\n'), (start, headers, end) => {
      const text = `${[start, ...headers.map(([key, content]) => `${key}:${content}`)].join(end)}${end}${end}`;
      const bytes = Buffer.from(`before${text}after`);
      const [from, to] = [6, 6 + text.length];
      const reading = parseHead(bytes, from, to);
      const status = /^HTTP\/1\.[01] ([1-9]\d\d)( |$)/.exec(start)?.[1];
      const lengths = headers
        .filter(([key]) => key.toLowerCase() === 'content-length')
        .map(([, content]) => content.trim());
      const good =
        status !== undefined && new Set(lengths).size <= 1 && lengths.every((length) => /^\d+$/.test(length));
      expect(reading.ok).toBe(good);
      if (!reading.ok) return;
      expect(reading.head.status).toBe(Number(status));
      for (const key of ['content-length', 'x-a', 'nothing'])
        expect(headerOf(bytes, from, to, key)).toBe(headers.find(([other]) => other.toLowerCase() === key)?.[1].trim());
    }),
    { numRuns: 500 },
  );
});
