import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { ResponseParser } from './parser.ts';

interface Reading {
  state: string;
  status: number;
  body: string;
  persistent: boolean;
  surplus: number;
}

/** Feeds the bytes in pieces, then ends the connection. */
function read(text: string | Buffer, cuts: readonly number[] = [], method = 'GET'): Reading {
  const bytes = Buffer.from(text);
  const parser = new ResponseParser();
  parser.begin(method, true);
  let consumed = 0;
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  for (const end of ends) {
    if (parser.state === 'done' || parser.state === 'bad') break;
    consumed = parser.push(bytes, consumed, end);
  }
  const complete = parser.finish();
  return {
    state: parser.state,
    status: complete ? parser.status : 0,
    body: complete ? parser.body() : '',
    persistent: complete && parser.persistent,
    surplus: complete ? bytes.length - consumed : 0,
  };
}

const done = (status: number, body: string, more: Partial<Reading> = {}): Reading => ({
  state: 'done',
  status,
  body,
  persistent: true,
  surplus: 0,
  ...more,
});

const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n 1234\r\n789\r\n0\r\nX-Sum: 1\r\n\r\n';

const good: [string, string, Reading, string?][] = [
  ['content-length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', done(200, 'hello')],
  ['empty body', 'HTTP/1.1 201 Created\r\ncontent-length:0\r\n\r\n', done(201, '')],
  ['no reason', 'HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx', done(200, 'x')],
  ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 1\n\nx', done(200, 'x')],
  ['chunks with extension and trailers', chunked, done(200, 'hello 1234\r\n789')],
  ['until close', 'HTTP/1.1 200 OK\r\n\r\nall of it', done(200, 'all of it', { persistent: false })],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi', done(200, 'hi', { persistent: false })],
  ['HTTP/1.0 kept', 'HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nhi', done(200, 'hi')],
  [
    'close',
    'HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nhi',
    done(200, 'hi', { persistent: false }),
  ],
  [
    'informational first',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n',
    done(204, ''),
  ],
  ['204 with a length', 'HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n', done(204, '')],
  ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', done(304, '')],
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', done(200, ''), 'HEAD'],
  ['surplus', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1', done(200, 'hi', { surplus: 8 })],
  [
    'coding and length together',
    'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
    done(200, 'hi', { persistent: false }),
  ],
  ['same length twice', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx', done(200, 'x')],
];

const cut: [string, string][] = [
  ['half a head', 'HTTP/1.1 200 OK\r\nContent-Le'],
  ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello'],
  ['a chunk cut off', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel'],
  ['no last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ['only an informational', 'HTTP/1.1 100 Continue\r\n\r\n'],
];

const bad: [string, string][] = [
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n'],
  ['no status', 'HTTP/1.1 OK\r\n\r\n'],
  ['an empty line first', '\r\nHTTP/1.1 200 OK\r\n\r\n'],
  ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'],
  ['a folded header', 'HTTP/1.1 200 OK\r\nA: b\r\n c: d\r\n\r\n'],
  ['a space before the colon', 'HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello'],
  ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
  ['no chunk size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
  ['a chunk longer than it said', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n'],
  ['a switched protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
  ['a head without end', `HTTP/1.1 200 OK\r\nA: ${'x'.repeat(70_000)}`],
  ['a chunk size without end', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'0'.repeat(2000)}`],
  ['trailers without end', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${'a: b\r\n'.repeat(12_000)}`],
];

for (const [name, text, expected, method] of good)
  test(`reads ${name}`, () => expect(read(text, [], method)).toEqual(expected));
for (const [name, text] of cut)
  test(`is not done after ${name}`, () => expect(['done', 'bad']).not.toContain(read(text).state));
for (const [name, text] of bad) test(`refuses ${name}`, () => expect(read(text).state).toBe('bad'));

test('however the bytes are split, the answer is the same', () => {
  const all = [...good.map(([, text, , method]) => [text, method ?? 'GET']), ...cut.map(([, text]) => [text, 'GET'])];
  const short = bad.filter(([, text]) => text.length < 1000).map(([, text]) => [text, 'GET']);
  const texts = [...all, ...short] as [string, string][];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(fc.nat()), ([text, method], cuts) => {
      expect(read(text, cuts, method)).toEqual(read(text, [], method));
    }),
    { numRuns: 3000 },
  );
  for (const [text, method] of texts)
    expect(
      read(
        text,
        Array.from(text, (_, index) => index),
        method,
      ),
    ).toEqual(read(text, [], method));
});

test('any length of body in any number of chunks comes out whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' })), fc.array(fc.nat()), (parts, cuts) => {
      const whole = parts.map((part) => Buffer.from(part).toString());
      const chunks = whole.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
      const text = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
      expect(read(text, cuts)).toEqual(done(200, whole.join('')));
    }),
  );
});

test('no bytes whatever make it throw, hang or read past its input', () => {
  const heads = fc.constantFrom('', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  fc.assert(
    fc.property(heads, fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat()), (head, noise, cuts) => {
      const bytes = Buffer.concat([Buffer.from(head), noise]);
      const reading = read(bytes, cuts);
      expect(reading.surplus).toBeGreaterThanOrEqual(0);
      expect(reading).toEqual(read(bytes));
    }),
    { numRuns: 3000 },
  );
});

test('a second answer on the connection is read on its own', () => {
  const parser = new ResponseParser();
  for (const [text, body] of [
    [chunked, 'hello 1234\r\n789'],
    ['HTTP/1.1 404 No\r\nX-A: \tb \r\nContent-Length: 2\r\n\r\nno', 'no'],
  ] as const) {
    parser.begin('GET', true);
    parser.push(Buffer.from(text), 0, text.length);
    expect(parser.state).toBe('done');
    expect(parser.body()).toBe(body);
    expect(parser.bytes).toBe(text.length);
  }
  expect(parser.header('x-a')).toBe('b');
  expect(parser.header('x-sum')).toBeUndefined();
});

test('a body longer than what is kept is read to its end, but not kept in part', () => {
  const long = 'x'.repeat(300_000);
  const { state, body } = read(`HTTP/1.1 200 OK\r\nContent-Length: ${long.length}\r\n\r\n${long}`, [1000, 200_000]);
  expect([state, body]).toEqual(['done', '']);
});

test('real answers with something wrong in them are read or refused, and no more is kept than there was', () => {
  const change = fc.record({
    at: fc.nat(),
    length: fc.nat(12),
    by: fc.oneof(fc.constantFrom('\r\n', '\n', ':', '0', '9'.repeat(30), 'ffffffffffff', '\0', ' '), fc.string()),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...good),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      ([, text, , method], all) => {
        const changed = all.reduce((now, { at, length, by }) => {
          const from = at % (now.length + 1);
          return now.slice(0, from) + by + now.slice(from + length);
        }, text);
        const { state, body } = read(changed, [], method);
        if (state !== 'done') expect(body).toBe('');
        expect(body.length).toBeLessThanOrEqual(changed.length);
      },
    ),
    { numRuns: 3000 },
  );
});

test('an answer that never ends is not kept', () => {
  const parser = new ResponseParser();
  parser.begin('GET', true);
  parser.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), 0, 19);
  const piece = Buffer.alloc(1 << 20, 'x');
  const before = process.memoryUsage();
  for (let sent = 0; sent < 200; sent++) parser.push(piece, 0, piece.length);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  expect(heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(50 << 20);
});
