import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { LOG } from './captured.ts';
import { type HttpLine, parseHttpLine, renderHttpLine } from './http-line.ts';
import { parseLogLine } from './log-line.ts';

test('a request that was answered: every field', () => {
  expect(parseLogLine(LOG.answered)).toEqual({
    kind: 'request',
    syslog: '2026-11-20T16:15:53.373Z <134>1 2026-11-20T16:15:53.371703+00:00 - haproxy 22143 - -',
    utcOffsetMinutes: 0,
    client: '127.0.0.1:38740',
    localTime: Date.UTC(2026, 10, 20, 16, 15, 53, 370),
    frontend: 'vip',
    backend: 'api',
    server: 'a',
    requestMs: 0,
    queuedMs: 0,
    connectingMs: 0,
    respondingMs: 1,
    totalMs: 1,
    status: 200,
    bytes: 132,
    termination: '----',
    connections: [1, 1, 0, 0],
    retries: 0,
    redispatched: false,
    queues: [0, 0],
    captured: [['00-0123456789abcdef0000000000000007-0000000000000008-01']],
    request: 'GET /some/path?x=y HTTP/1.1',
    cut: false,
  });
});

test('requests that HAProxy made no sense of, or had no server for', () => {
  expect(parseLogLine(LOG.nonsense)).toMatchObject({
    backend: 'vip',
    server: '<NOSRV>',
    requestMs: -1,
    status: 400,
    termination: 'PR--',
    captured: [],
    request: '<BADREQ>',
  });
  expect(parseLogLine(LOG.nobodyThere)).toMatchObject({
    server: '<NOSRV>',
    queuedMs: -1,
    termination: 'SC--',
    captured: [['']],
  });
});

test('what became of servers, and what was lost', () => {
  expect(parseLogLine(LOG.maintenance)).toEqual({
    kind: 'state',
    text: expect.stringMatching(/^Server api\/b is going DOWN .* in queue\.$/),
  });
  expect(parseLogLine(LOG.empty)).toEqual({ kind: 'state', text: 'backend api has no server available!' });
  expect(parseLogLine('# 11 lines lost here: the disk did not take them')).toEqual({ kind: 'lost', lines: 11 });
});

test('the local time of a load balancer elsewhere', () => {
  const offset = (zone: string) => parseLogLine(LOG.answered.replace('+00:00', zone));
  expect(offset('-03:30')).toMatchObject({ utcOffsetMinutes: -210 });
  expect(offset('+01:00')).toMatchObject({ utcOffsetMinutes: 60 });
  expect(offset('Z')).toMatchObject({ utcOffsetMinutes: 0 });
});

// The manual's own examples, and what it says of single fields.
const BEFORE = '127.0.0.1:34 [15/Oct/2003:08:31:57.149]';
const AFTER = '- - ---- 3/3/3/1/0 0/0 "GET / HTTP/1.1"';
for (const [what, message, expected] of [
  ['queued', `${BEFORE} px px/srv1 6559/1230/7/147/6870 200 243 - - ---- 324/239/239/99/0 0/9 "HEAD / HTTP/1.0"`, { queuedMs: 1230, queues: [0, 9], captured: [] }],
  ['logged as soon as possible', `${BEFORE} px px/srv1 9/0/7/14/+30 200 +243 ${AFTER}`, { totalMs: 30, bytes: 243 }],
  ['gone before it had asked', `${BEFORE} px px/<NOSRV> -1/-1/-1/-1/8490 -1 0 - - CR-- 2/2/2/0/0 0/0 ""`, { status: 0, termination: 'CR--', request: '' }],
  ['sent elsewhere', `${BEFORE} px px/srv2 0/0/1/2/3 200 9 - - ---- 1/1/1/1/+3 0/0 "GET / HTTP/1.1"`, { retries: 3, redispatched: true }],
  ['tried again', `${BEFORE} px px/srv2 0/0/1/2/3 200 9 - - ---- 1/1/1/1/3 0/0 "GET / HTTP/1.1"`, { retries: 3, redispatched: false }],
  ['over TLS', `${BEFORE} px~ px/srv2 0/0/1/2/3 200 9 ${AFTER}`, { frontend: 'px', backend: 'px' }],
  ['both captures, with a space', `${BEFORE} px px/s 0/0/1/2/3 200 9 - - ---- 1/1/1/1/0 0/0 {a|b c} {|d} "GET / HTTP/1.1"`, { captured: [['a', 'b c'], ['', 'd']] }],
  ['a cookie', `${BEFORE} px px/s 0/0/1/2/3 200 9 SID=secret - --VN 1/1/1/1/0 0/0 "GET / HTTP/1.1"`, { termination: '--VN' }],
  ['cut', `${BEFORE} px px/s 0/0/1/2/3 200 9 - - ---- 1/1/1/1/0 0/0 {} "GET /xxxxxxx`, { request: 'GET /xxxxxxx', cut: true }],
] as const) // biome-ignore format: a table
  test(`a request that was: ${what}`, () => {
    expect(parseHttpLine(message)).toMatchObject(expected);
  });

test('other formats and half a line are not taken for a request', () => {
  const tcp = `${BEFORE} px-tcp px-tcp/srv1 0/0/5007 0 cD 0/0/0/0/0 0/0`;
  const handshake = '127.0.0.1:56059 [03/Dec/2012:17:35:10.380] frt/f1: Connection error during SSL handshake';
  for (const message of [tcp, handshake, LOG.answered, LOG.answered.slice(0, 150)])
    expect(parseHttpLine(message)).toBeUndefined();
  for (const line of ['', 'x', LOG.answered.slice(25), LOG.answered.slice(0, 200)])
    expect(parseLogLine(line)).toEqual({ kind: 'unreadable' });
});

const timer = fc.oneof(fc.constant(-1), fc.nat(10_000_000));
const four = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());
const name = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,20}$/);
const escaped = fc.stringMatching(/^[ !$-z]*$/);
const line: fc.Arbitrary<HttpLine> = fc.record({
  client: fc.constantFrom('127.0.0.1:1', '::1:65535', 'unix:1'),
  localTime: fc.nat(2 ** 41),
  frontend: name,
  backend: name,
  server: fc.oneof(name, fc.constant('<NOSRV>'), fc.constant('<STATS>')),
  requestMs: timer,
  queuedMs: timer,
  connectingMs: timer,
  respondingMs: timer,
  totalMs: timer,
  status: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 599 })),
  bytes: fc.nat(10 ** 14),
  termination: fc.stringMatching(/^[CSPLRIDUKcs-][RQCHDLT-][NIDVEOU-][NIUPRD-]$/),
  connections: four,
  retries: fc.nat(9),
  redispatched: fc.boolean(),
  queues: fc.tuple(fc.nat(), fc.nat()),
  captured: fc.array(fc.array(escaped, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
  request: fc.stringMatching(/^[ !#-~]*$/),
  cut: fc.boolean(),
});

test('what is written is what is read', () => {
  fc.assert(fc.property(line, (one) => expect(parseHttpLine(renderHttpLine(one))).toEqual(one)));
});

test('garbage and mangled lines are read as something or not at all, at once', () => {
  const mangled = fc
    .tuple(fc.constantFrom(...Object.values(LOG)), fc.nat(400), fc.nat(60), fc.string(), fc.nat(20_000))
    .map(
      ([text, at, length, instead, times]) => text.slice(0, at) + instead.repeat(times % 500) + text.slice(at + length),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), mangled), (text) => {
      expect(['request', 'state', 'lost', 'unreadable']).toContain(parseLogLine(text).kind);
    }),
    { numRuns: 1000 },
  );
});
