import { expect, test } from '@playwright/test';
import { Trouble, type TroubleInput } from './trouble.ts';
import { Window } from './window.ts';

const windowOf = (trouble: Partial<TroubleInput>) =>
  new Window(Trouble.parse({ effect: { fail: 500 }, ...trouble }), 1000);

test('on from the start, for as long as it lasts, and never for health checks', () => {
  const window = windowOf({ afterMs: 100, lastsMs: 50 });
  const at = (now: number) => window.hits('GET /v3', now);
  expect([at(1099), at(1100), at(1149), at(1150)]).toEqual([false, true, true, false]);
  expect(windowOf({}).hits('GET /healthcheck', 1000)).toBe(false);
});

test('on from the signal that it waits for, and from its first one only', () => {
  const window = windowOf({ from: 'signal', lastsMs: 50 });
  expect(window.hits('GET /', 2000)).toBe(false);
  window.begin('term', 2000);
  expect(window.hits('GET /', 2000)).toBe(false);
  window.begin('signal', 2000);
  window.begin('signal', 2040);
  expect([window.hits('GET /', 2049), window.hits('GET /', 2050)]).toEqual([true, false]);
});

test('only the requests that it is about, every n-th of them, and no more than so many', () => {
  const window = windowOf({ requests: ['POST /a'], every: 3, times: 2 });
  const hits = Array.from({ length: 12 }, (_, index) => window.hits(index % 2 ? 'GET /a' : 'POST /a', 1000));
  expect(hits.filter(Boolean)).toHaveLength(2);
  const posts = Array.from({ length: 12 }, () => windowOf({ every: 4 })).map((one) => one.hits('GET /', 1000));
  expect(posts.every((hit) => !hit)).toBe(true);
  expect(window.count).toBe(2);
});

test('of users only: who looks whether all is well does not use it up', () => {
  const window = windowOf({ of: 'users', times: 1 });
  expect([window.hits('GET /v3', 1000, false), window.hits('GET /v3', 1000), window.count]).toEqual([false, true, 1]);
  expect(windowOf({}).hits('GET /v3', 1000, false)).toBe(true);
});
