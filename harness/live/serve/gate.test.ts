import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { admit, type Knock } from './gate.ts';

const HOUSE = { port: 4711, token: 'abc_DEF-123' };
const KNOCK: Knock = { method: 'GET', url: '/abc_DEF-123/', host: '127.0.0.1:4711', origin: undefined };
const statusOf = (change: Partial<Knock>): number | string => {
  const admission = admit({ ...KNOCK, ...change }, HOUSE);
  return admission.to === 'nowhere' ? admission.status : admission.to;
};

test('who knows the token reads the page and its events', () => {
  expect(statusOf({})).toBe('page');
  expect(statusOf({ method: 'HEAD' })).toBe('page');
  expect(statusOf({ url: '/abc_DEF-123/events' })).toBe('events');
  expect(statusOf({ host: 'localhost:4711', origin: 'http://localhost:4711' })).toBe('page');
});

test('nobody writes', () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'CONNECT', 'get', ''])
    expect(statusOf({ method })).toBe(405);
});

test('a name that was led to this address is not this host', () => {
  for (const host of [
    undefined,
    '',
    'evil.test',
    'evil.test:4711',
    '127.0.0.1',
    '127.0.0.1:4712',
    '127.0.0.1:4711.evil.test',
  ])
    expect(statusOf({ host })).toBe(421);
});

test('another page may not ask', () => {
  for (const origin of ['null', 'http://evil.test', 'https://127.0.0.1:4711', 'http://127.0.0.1:4712', ''])
    expect(statusOf({ origin })).toBe(403);
});

test('without the token there is nothing, whatever is asked for', () => {
  fc.assert(
    fc.property(fc.webPath(), (url) => {
      fc.pre(url.split('/')[1] !== HOUSE.token);
      expect(statusOf({ url })).toBe(403);
    }),
  );
  for (const url of ['', '/', '/events', '/abc_DEF-12/', '/abc_DEF-1234/', '/?abc_DEF-123', '//abc_DEF-123/'])
    expect(statusOf({ url })).toBe(403);
});

test('there are two places', () => {
  for (const url of ['/abc_DEF-123', '/abc_DEF-123/../x', '/abc_DEF-123/events/', '/abc_DEF-123/report.html'])
    expect(statusOf({ url })).toBe(404);
});
